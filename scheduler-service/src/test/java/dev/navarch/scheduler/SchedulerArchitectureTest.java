package dev.navarch.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.scheduler.planted.PlantedSiblings;
import dev.navarch.scheduler.plugins.planted.one.CallsTheServer;
import dev.navarch.scheduler.plugins.planted.two.KnowsItsSibling;
import org.junit.jupiter.api.Test;

class SchedulerArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.scheduler");

    private static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.navarch.apiserver..",
                    "dev.navarch.controller..",
                    "dev.navarch.nodeagent..",
                    "dev.navarch.dns..",
                    "dev.navarch.store..")
            .because("services meet at the API server only");

    private static final ArchRule PLUGINS_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage("..plugins..", "..cycle..", "..framework..", "..cluster..", "..selector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.navarch.client..", "org.springframework..", "java.net..", "java.nio.file..")
            .because("a scheduling cycle happens in memory, whatever the API server is doing");

    private static final ArchRule PLUGINS_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "dev.navarch.scheduler.plugins.(*)..")
            .should()
            .notDependOnEachOther()
            .because("a plugin can be taken out without touching another");

    private static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.navarch.scheduler.(*)..").should().beFreeOfCycles();

    @Test
    void knowsNoOtherService() {
        NO_OTHER_SERVICE.check(CLASSES);
    }

    @Test
    void schedulesInMemory() {
        PLUGINS_DO_NO_IO.check(CLASSES);
    }

    @Test
    void pluginsDoNotKnowEachOther() {
        PLUGINS_DO_NOT_KNOW_EACH_OTHER.check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        NO_PACKAGE_CYCLES.check(CLASSES);
    }

    @Test
    void plantedViolationsAreCaught() {
        assertThat(isViolated(NO_OTHER_SERVICE, PlantedSiblings.class)).isTrue();
        assertThat(isViolated(PLUGINS_DO_NO_IO, CallsTheServer.class)).isTrue();
        assertThat(PLUGINS_DO_NOT_KNOW_EACH_OTHER
                        .evaluate(new ClassFileImporter()
                                .importPackages(
                                        "dev.navarch.scheduler.plugins.nodename",
                                        "dev.navarch.scheduler.plugins.planted"))
                        .hasViolation())
                .isTrue();
    }

    private static boolean isViolated(ArchRule rule, Class<?> planted) {
        assertThat(KnowsItsSibling.class).isNotNull();
        return rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation();
    }
}
