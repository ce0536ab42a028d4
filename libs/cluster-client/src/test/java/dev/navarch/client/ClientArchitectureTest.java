package dev.navarch.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.noPackageCycles;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ClientArchitectureTest {
    private static final String ROOM = "dev.navarch.client";
    private static final JavaClasses CLASSES = room(ROOM);
    private static final JavaClasses PLANTED = planted("dev.navarch.client.planted");

    @Test
    void onlyTheWiringKnowsSpring() {
        var rule = noClasses()
                .that()
                .resideOutsideOfPackage("dev.navarch.client.spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("a client is made with new, in tests and where there is no context");
        holdsAndCatches(rule, CLASSES, PLANTED);
    }

    @Test
    void onlyTheRestClientKnowsHttp() {
        var rule = noClasses()
                .that()
                .resideOutsideOfPackage("dev.navarch.client.rest")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("okhttp3..")
                .because("what stands on the client must run without a server");
        holdsAndCatches(rule, CLASSES, PLANTED);
    }

    @Test
    void packagesFormNoCycle() {
        noPackageCycles(ROOM).check(CLASSES);
    }
}
