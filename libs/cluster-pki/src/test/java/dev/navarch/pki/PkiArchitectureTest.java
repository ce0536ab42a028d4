package dev.navarch.pki;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;

import org.junit.jupiter.api.Test;

class PkiArchitectureTest {
    @Test
    void knowsFilesAndKeysAlone() {
        var rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.springframework..", "io.kubernetes..", "tools.jackson..")
                .because("certificates are made where there is no cluster yet, by whoever brings one up");
        holdsAndCatches(rule, room("dev.navarch.pki"), planted("dev.navarch.pki.planted"));
    }
}
