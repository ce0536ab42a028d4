package dev.navarch.dns;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.noOtherService;
import static dev.navarch.testing.architecture.DependencyLaw.noPackageCycles;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class DnsArchitectureTest {
    private static final String ROOM = "dev.navarch.dns";
    private static final JavaClasses CLASSES = room(ROOM);

    @Test
    void knowsNoOtherService() {
        noOtherService(ROOM).check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        noPackageCycles(ROOM).check(CLASSES);
    }

    @Test
    void theServerKnowsNoCluster() {
        var rule = noClasses()
                .that()
                .resideInAnyPackage("..dns.server..", "..dns.forward..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.navarch.client..", "io.kubernetes..", "org.springframework..")
                .because("answering happens in memory, whatever the API server is doing");
        holdsAndCatches(rule, CLASSES, planted("dev.navarch.dns.server.planted"));
    }
}
