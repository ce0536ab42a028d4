package dev.navarch.machinery.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.noPackageCycles;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class MachineryArchitectureTest {
    private static final String ROOM = "dev.navarch.machinery";
    private static final JavaClasses CLASSES = room(ROOM);

    @Test
    void machineryStandsAlone() {
        var rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.net.http..", "java.nio.file..", "io.kubernetes..")
                .because("machinery is plain Java: no Spring, no I/O, no client's models");
        holdsAndCatches(rule, CLASSES, planted("dev.navarch.machinery.architecture.planted"));
    }

    @Test
    void packagesFormNoCycle() {
        noPackageCycles(ROOM).check(CLASSES);
    }
}
