package dev.navarch.nodeagent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.noOtherService;
import static dev.navarch.testing.architecture.DependencyLaw.noPackageCycles;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class NodeAgentArchitectureTest {
    private static final String ROOM = "dev.navarch.nodeagent";
    private static final JavaClasses CLASSES = room(ROOM);
    private static final JavaClasses PLANTED = planted("dev.navarch.nodeagent.planted");

    private static final ArchRule ONE_CLIENT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "io.kubernetes.client.informer..", "io.kubernetes.client.util..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.kubernetes.client.openapi.ApiClient")
            .because("cluster-client alone speaks to the API server: one watch a kind, one way to fail");

    private static final ArchRule SIMULATED_IS_APART = noClasses()
            .that()
            .resideInAnyPackage("dev.navarch.nodeagent.simulated..", "dev.navarch.nodeagent.planted..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.navarch.nodeagent.containerd..",
                    "dev.navarch.nodeagent.cri..",
                    "dev.navarch.nodeagent.runtime..")
            .because("simulated nodes run where there is no root and no container runtime");

    @Test
    void knowsNoOtherService() {
        noOtherService(ROOM).check(CLASSES);
    }

    @Test
    void speaksToTheApiServerThroughOneClient() {
        holdsAndCatches(ONE_CLIENT, CLASSES, PLANTED);
    }

    @Test
    void simulatedNodesNeedNoRuntime() {
        holdsAndCatches(SIMULATED_IS_APART, CLASSES, PLANTED);
    }

    @Test
    void packagesFormNoCycle() {
        noPackageCycles(ROOM).check(CLASSES);
    }
}
