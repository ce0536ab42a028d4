package dev.navarch.nodeagent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.nodeagent.planted.KnowsASibling;
import dev.navarch.nodeagent.planted.StartsANodeItself;
import dev.navarch.nodeagent.planted.WatchesByItself;
import dev.navarch.nodeagent.planted.one.First;
import dev.navarch.nodeagent.planted.two.Second;
import org.junit.jupiter.api.Test;

class NodeAgentArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.nodeagent");

    private static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.navarch.apiserver..",
                    "dev.navarch.controller..",
                    "dev.navarch.scheduler..",
                    "dev.navarch.dns..",
                    "dev.navarch.store..",
                    "io.lettuce..")
            .because("services meet at the API server only");

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

    private static final ArchRule NO_PACKAGE_CYCLES = withoutCycles("dev.navarch.nodeagent.(*)..");

    @Test
    void knowsNoOtherService() {
        NO_OTHER_SERVICE.check(CLASSES);
    }

    @Test
    void speaksToTheApiServerThroughOneClient() {
        ONE_CLIENT.check(CLASSES);
    }

    @Test
    void simulatedNodesNeedNoRuntime() {
        SIMULATED_IS_APART.check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        NO_PACKAGE_CYCLES.check(CLASSES);
    }

    @Test
    void plantedViolationsAreCaught() {
        assertThat(isViolated(NO_OTHER_SERVICE, KnowsASibling.class)).isTrue();
        assertThat(isViolated(ONE_CLIENT, WatchesByItself.class)).isTrue();
        assertThat(isViolated(SIMULATED_IS_APART, StartsANodeItself.class)).isTrue();
        assertThat(isViolated(withoutCycles("dev.navarch.nodeagent.planted.(*).."), First.class, Second.class))
                .isTrue();
    }

    private static ArchRule withoutCycles(String packages) {
        return slices().matching(packages)
                .should()
                .beFreeOfCycles()
                .because("a room must be readable without its neighbours");
    }

    private static boolean isViolated(ArchRule rule, Class<?>... planted) {
        return rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation();
    }
}
