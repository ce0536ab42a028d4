package dev.navarch.resources.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.navarch.resources.architecture.planted.KnowsASibling;
import dev.navarch.resources.architecture.planted.OpensAFile;
import dev.navarch.resources.architecture.planted.here.Here;
import dev.navarch.resources.architecture.planted.there.There;
import dev.navarch.resources.pod.PodResource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KindsArchitectureTest {
    private static final Set<String> SHARED =
            Set.of("catalog", "form", "format", "podtemplate", "tree", "validation", "golden");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.navarch.resources");

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

    private static final ArchRule NO_CYCLES = slices().matching("dev.navarch.resources.(*)..")
            .should()
            .beFreeOfCycles()
            .because("whoever opens a package should not have to open all of them");

    @Test
    void kindsDoNotKnowTheirSiblings() {
        KINDS_KNOW_NO_SIBLINGS.check(CLASSES);
    }

    @Test
    void strategiesDoNoInputOrOutput() {
        NO_INPUT_OR_OUTPUT.check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        NO_CYCLES.check(CLASSES);
    }

    @Test
    void seesAKindThatKnowsASibling() {
        var planted = new ClassFileImporter().importClasses(KnowsASibling.class, PodResource.class);
        assertThatThrownBy(() -> KINDS_KNOW_NO_SIBLINGS.check(planted)).isInstanceOf(AssertionError.class);
    }

    @Test
    void seesAKindThatReadsFiles() {
        var planted = new ClassFileImporter().importClasses(OpensAFile.class);
        assertThatThrownBy(() -> NO_INPUT_OR_OUTPUT.check(planted)).isInstanceOf(AssertionError.class);
    }

    @Test
    void seesACycle() {
        var planted = new ClassFileImporter().importClasses(Here.class, There.class);
        var noCycles = slices().matching("dev.navarch.resources.architecture.planted.(*)..")
                .should()
                .beFreeOfCycles();
        assertThatThrownBy(() -> noCycles.check(planted)).isInstanceOf(AssertionError.class);
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
