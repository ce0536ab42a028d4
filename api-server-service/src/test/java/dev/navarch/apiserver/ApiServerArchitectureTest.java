package dev.navarch.apiserver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.apiserver.planted.KnowsRedis;
import dev.navarch.apiserver.planted.KnowsTheClient;
import org.junit.jupiter.api.Test;

class ApiServerArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.apiserver");

    private static final ArchRule NO_OTHER_SERVICE_AND_NO_REDIS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.lettuce..",
                    "org.springframework.data.redis..",
                    "dev.navarch.client..",
                    "dev.navarch.scheduler..",
                    "dev.navarch.controller..",
                    "dev.navarch.nodeagent..",
                    "dev.navarch.dns..")
            .because("services meet only over the API, and only the store knows Redis");

    private static final ArchRule STATE_KNOWS_NOTHING_OF_HTTP = noClasses()
            .that()
            .resideInAnyPackage("dev.navarch.apiserver.watchcache..", "dev.navarch.apiserver.planted..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.navarch.apiserver.web..",
                    "dev.navarch.apiserver.handlers..",
                    "dev.navarch.apiserver.registry..",
                    "org.springframework..")
            .because("the caches serve whoever asks, over whatever wire");

    private static final ArchRule ROOMS_FORM_NO_CYCLES = slices().matching("dev.navarch.apiserver.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a room that is reached from itself cannot be understood alone");

    private static final ArchRule PLANTED_ROOMS_FORM_NO_CYCLES =
            slices().matching("dev.navarch.apiserver.planted.(*)..").should().beFreeOfCycles();

    @Test
    void roomsFormNoCycles() {
        ROOMS_FORM_NO_CYCLES.check(CLASSES);
    }

    @Test
    void aPlantedCycleIsCaught() {
        var planted = new ClassFileImporter().importPackages("dev.navarch.apiserver.planted");
        assertThat(PLANTED_ROOMS_FORM_NO_CYCLES.evaluate(planted).hasViolation())
                .isTrue();
    }

    @Test
    void dependsOnNoOtherServiceAndNotOnRedis() {
        NO_OTHER_SERVICE_AND_NO_REDIS.check(CLASSES);
    }

    @Test
    void theCachesKnowNothingOfHttp() {
        STATE_KNOWS_NOTHING_OF_HTTP.check(CLASSES);
    }

    @Test
    void plantedViolationsAreCaught() {
        var planted = new ClassFileImporter().importClasses(KnowsRedis.class, KnowsTheClient.class);
        assertThat(NO_OTHER_SERVICE_AND_NO_REDIS.evaluate(planted).hasViolation())
                .isTrue();
        assertThat(STATE_KNOWS_NOTHING_OF_HTTP.evaluate(planted).hasViolation()).isTrue();
    }
}
