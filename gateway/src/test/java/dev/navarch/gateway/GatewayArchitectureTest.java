package dev.navarch.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.gateway.listen.planted.KnowsTheCluster;
import org.junit.jupiter.api.Test;

class GatewayArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.gateway", "dev.navarch.apiproxy");

    private static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.navarch.apiserver..",
                    "dev.navarch.controller..",
                    "dev.navarch.dns..",
                    "dev.navarch.nodeagent..",
                    "dev.navarch.scheduler..",
                    "dev.navarch.store..")
            .because("services meet at the API server only");

    private static final ArchRule REQUESTS_KNOW_NO_CLUSTER = noClasses()
            .that()
            .resideInAnyPackage("..gateway.proxy..", "..gateway.listen..", "dev.navarch.apiproxy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.navarch.client..", "io.kubernetes..")
            .because("requests are led from memory, whatever the API server is doing");

    private static final ArchRule APART = noClasses()
            .that()
            .resideInAPackage("dev.navarch.apiproxy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.navarch.gateway..")
            .because("the proxy stands before the API servers, so it may need nothing that needs them");

    private static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.navarch.gateway.(*)..").should().beFreeOfCycles();

    @Test
    void knowsNoOtherService() {
        NO_OTHER_SERVICE.check(CLASSES);
    }

    @Test
    void requestsKnowNoCluster() {
        REQUESTS_KNOW_NO_CLUSTER.check(CLASSES);
    }

    @Test
    void theProxyKnowsNoGateway() {
        APART.check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        NO_PACKAGE_CYCLES.check(CLASSES);
    }

    @Test
    void plantedViolationsAreCaught() {
        var planted = new ClassFileImporter().importClasses(KnowsTheCluster.class);
        assertThat(REQUESTS_KNOW_NO_CLUSTER.evaluate(planted).hasViolation()).isTrue();
    }
}
