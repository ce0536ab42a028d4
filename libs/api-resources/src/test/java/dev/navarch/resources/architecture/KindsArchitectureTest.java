package dev.navarch.resources.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.noPackageCycles;
import static dev.navarch.testing.architecture.DependencyLaw.room;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.resources.architecture.planted.KnowsASibling;
import dev.navarch.resources.architecture.planted.OpensAFile;
import dev.navarch.resources.pod.PodResource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KindsArchitectureTest {
    private static final Set<String> SHARED =
            Set.of("catalog", "form", "format", "podtemplate", "tree", "validation", "golden");

    private static final String ROOM = "dev.navarch.resources";
    private static final JavaClasses CLASSES = room(ROOM);

    private static final ArchRule KINDS_KNOW_NO_SIBLINGS = slices().matching("dev.navarch.resources.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(any(), DescribedPredicate.describe("shared", type -> !isOfAKind(type)))
            .ignoreDependency(DescribedPredicate.describe("the catalog", type -> isIn(type, "catalog")), any())
            .because(
                    "a kind is a filled-in form that can be read by itself; what kinds share has a package of its own");

    private static final ArchRule NO_INPUT_OR_OUTPUT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net.http..", "org.springframework..", "dev.navarch.store..")
            .because("strategies are pure: they read and change only the trees they are given");

    @Test
    void kindsDoNotKnowTheirSiblings() {
        var planted = new ClassFileImporter().importClasses(KnowsASibling.class, PodResource.class);
        holdsAndCatches(KINDS_KNOW_NO_SIBLINGS, CLASSES, planted);
    }

    @Test
    void strategiesDoNoInputOrOutput() {
        var planted = new ClassFileImporter().importClasses(OpensAFile.class);
        holdsAndCatches(NO_INPUT_OR_OUTPUT, CLASSES, planted);
    }

    @Test
    void packagesFormNoCycles() {
        noPackageCycles(ROOM).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> any() {
        return DescribedPredicate.alwaysTrue();
    }

    private static boolean isOfAKind(JavaClass type) {
        var prefix = "dev.navarch.resources.";
        if (!type.getPackageName().startsWith(prefix)) return false;
        var rest = type.getPackageName().substring(prefix.length());
        return SHARED.stream().noneMatch(shared -> rest.equals(shared) || rest.startsWith(shared + "."));
    }

    private static boolean isIn(JavaClass type, String name) {
        return type.getPackageName().equals("dev.navarch.resources." + name);
    }
}
