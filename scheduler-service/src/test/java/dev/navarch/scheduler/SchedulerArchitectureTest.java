package dev.navarch.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.noOtherService;
import static dev.navarch.testing.architecture.DependencyLaw.noPackageCycles;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class SchedulerArchitectureTest {
    private static final String ROOM = "dev.navarch.scheduler";
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
    void schedulesInMemory() {
        var rule = noClasses()
                .that()
                .resideInAnyPackage("..plugins..", "..cycle..", "..framework..", "..cluster..", "..selector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.navarch.client..", "org.springframework..", "java.net..", "java.nio.file..")
                .because("a scheduling cycle happens in memory, whatever the API server is doing");
        holdsAndCatches(rule, CLASSES, planted("dev.navarch.scheduler.plugins.planted.one"));
    }

    @Test
    void pluginsDoNotKnowEachOther() {
        var rule = slices().matching("dev.navarch.scheduler.plugins.(*)..")
                .should()
                .notDependOnEachOther()
                .because("a plugin can be taken out without touching another");
        var siblings = new ClassFileImporter()
                .importPackages("dev.navarch.scheduler.plugins.nodename", "dev.navarch.scheduler.plugins.planted.two");
        holdsAndCatches(rule, CLASSES, siblings);
    }
}
