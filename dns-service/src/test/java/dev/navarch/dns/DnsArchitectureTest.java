package dev.navarch.dns;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.dns.server.planted.KnowsTheCluster;
import org.junit.jupiter.api.Test;

class DnsArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.dns");

    private static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.navarch.apiserver..",
                    "dev.navarch.controller..",
                    "dev.navarch.nodeagent..",
                    "dev.navarch.scheduler..",
                    "dev.navarch.store..")
            .because("services meet at the API server only");

    private static final ArchRule THE_SERVER_KNOWS_NO_CLUSTER = noClasses()
            .that()
            .resideInAnyPackage("..dns.server..", "..dns.forward..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.navarch.client..", "io.kubernetes..", "org.springframework..")
            .because("answering happens in memory, whatever the API server is doing");

    private static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.navarch.dns.(*)..").should().beFreeOfCycles();

    @Test
    void knowsNoOtherService() {
        NO_OTHER_SERVICE.check(CLASSES);
    }

    @Test
    void theServerKnowsNoCluster() {
        THE_SERVER_KNOWS_NO_CLUSTER.check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        NO_PACKAGE_CYCLES.check(CLASSES);
    }

    @Test
    void plantedViolationsAreCaught() {
        var planted = new ClassFileImporter().importClasses(KnowsTheCluster.class);
        assertThat(THE_SERVER_KNOWS_NO_CLUSTER.evaluate(planted).hasViolation()).isTrue();
    }
}
