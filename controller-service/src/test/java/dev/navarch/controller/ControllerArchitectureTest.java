package dev.navarch.controller;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.noOtherService;
import static dev.navarch.testing.architecture.DependencyLaw.noPackageCycles;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ControllerArchitectureTest {
    private static final String ROOM = "dev.navarch.controller";
    private static final JavaClasses CLASSES = room(ROOM);
    private static final JavaClasses PLANTED = planted("dev.navarch.controller.planted");

    @Test
    void knowsNoOtherService() {
        noOtherService(ROOM).check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        noPackageCycles(ROOM).check(CLASSES);
    }

    @Test
    void loopsDoNotKnowTheirSiblings() {
        siblings("dev.navarch.controller.(*)..").check(CLASSES);
        assertThat(siblings("dev.navarch.controller.planted.(*)..")
                        .evaluate(PLANTED)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void loopsAreMadeWithoutAContextAndWithoutATransport() {
        var rule = noClasses()
                .that()
                .resideInAPackage("dev.navarch.controller.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "dev.navarch.client.rest..", "okhttp3..")
                .because("a loop is tested over a cluster in memory");
        holdsAndCatches(rule, CLASSES, PLANTED);
    }

    private static ArchRule siblings(String pattern) {
        return slices().matching(pattern)
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        alwaysTrue(),
                        resideInAnyPackage(
                                "dev.navarch.controller.history",
                                "dev.navarch.controller.ownership",
                                "dev.navarch.controller.pods",
                                "dev.navarch.controller.selector",
                                "dev.navarch.controller.serviceport"))
                .because("loops meet only through the API");
    }
}
