package dev.navarch.machinery.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class DependencyLawTest {
    private static final ArchRule MACHINERY_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.navarch.machinery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.net.http..", "java.nio.file..", "io.kubernetes..")
            .because("machinery is plain Java: no Spring, no I/O, no client's models");

    private static final ArchRule NO_CYCLES = slices().matching("dev.navarch.machinery.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user cannot be read alone");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.machinery");

    @Test
    void machineryStandsAlone() {
        MACHINERY_STANDS_ALONE.check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        NO_CYCLES.check(CLASSES);
    }

    @Test
    void catchesThePlantedViolations() {
        var planted = new ClassFileImporter().importPackages("dev.navarch.machinery.architecture.planted");

        assertThatThrownBy(() -> MACHINERY_STANDS_ALONE.check(planted)).hasMessageContaining("ReadsAFile");
        assertThatThrownBy(() -> slices().matching("dev.navarch.machinery.architecture.planted.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .check(planted))
                .hasMessageContaining("Cycle detected");
    }
}
