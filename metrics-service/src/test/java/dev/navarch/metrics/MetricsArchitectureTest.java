package dev.navarch.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.metrics.planted.KnowsSpring;
import org.junit.jupiter.api.Test;

class MetricsArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.metrics");

    private static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.navarch.apiserver..",
                    "dev.navarch.controller..",
                    "dev.navarch.nodeagent..",
                    "dev.navarch.scheduler..",
                    "dev.navarch.dns..",
                    "dev.navarch.store..")
            .because("services meet at the API server only");

    private static final ArchRule ONLY_SERVING_KNOWS_SPRING = noClasses()
            .that()
            .resideInAnyPackage("..metrics.usage..", "..metrics.publish..", "..metrics.planted..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..")
            .because("gathering and publishing work without a context");

    @Test
    void knowsNoOtherService() {
        NO_OTHER_SERVICE.check(CLASSES);
    }

    @Test
    void onlyServingKnowsSpring() {
        ONLY_SERVING_KNOWS_SPRING.check(CLASSES);
        assertThat(ONLY_SERVING_KNOWS_SPRING
                        .evaluate(new ClassFileImporter().importClasses(KnowsSpring.class))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.navarch.metrics.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
