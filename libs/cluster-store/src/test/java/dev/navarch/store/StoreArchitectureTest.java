package dev.navarch.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class StoreArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.store");

    private static final ArchRule ONLY_REDIS_KNOWS_THE_REDIS_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.navarch.store.redis")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..", "redis.embedded..")
            .because("another store must be able to take Redis' place without anybody noticing");

    private static final ArchRule THE_STORE_KNOWS_NO_OTHER_ROOM = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kubernetes..", "tools.jackson..", "com.fasterxml.jackson..")
            .because("the store holds bytes and knows neither kinds nor JSON");

    private static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.navarch.store.(*)..").should().beFreeOfCycles();

    @Test
    void onlyTheRedisPackageKnowsTheRedisClient() {
        ONLY_REDIS_KNOWS_THE_REDIS_CLIENT.check(CLASSES);
    }

    @Test
    void theStoreKnowsNeitherKindsNorJson() {
        THE_STORE_KNOWS_NO_OTHER_ROOM.check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        NO_PACKAGE_CYCLES.check(CLASSES);
    }

    @Test
    void aRedisClientOutsideItsPackageIsCaught() {
        var planted = new ClassFileImporter().importClasses(dev.navarch.store.planted.KnowsRedis.class);

        assertThat(ONLY_REDIS_KNOWS_THE_REDIS_CLIENT.evaluate(planted).hasViolation())
                .isTrue();
    }
}
