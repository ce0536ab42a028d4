package dev.navarch.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.testing.architecture.DependencyLaw;
import org.junit.jupiter.api.Test;

class StoreArchitectureTest {
    private static final JavaClasses CLASSES = DependencyLaw.room("dev.navarch.store");

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

    @Test
    void onlyTheRedisPackageKnowsTheRedisClient() {
        DependencyLaw.holdsAndCatches(
                ONLY_REDIS_KNOWS_THE_REDIS_CLIENT, CLASSES, DependencyLaw.planted("dev.navarch.store.planted"));
    }

    @Test
    void theStoreKnowsNeitherKindsNorJson() {
        THE_STORE_KNOWS_NO_OTHER_ROOM.check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        DependencyLaw.noPackageCycles("dev.navarch.store").check(CLASSES);
    }
}
