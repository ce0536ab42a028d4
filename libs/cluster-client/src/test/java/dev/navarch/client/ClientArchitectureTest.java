package dev.navarch.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ClientArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.client");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("dev.navarch.client.planted");

    @Test
    void onlyTheWiringKnowsSpring() {
        holdsAndCatches(noClasses()
                .that()
                .resideOutsideOfPackage("dev.navarch.client.spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("a client is made with new, in tests and where there is no context"));
    }

    @Test
    void onlyTheRestClientKnowsHttp() {
        holdsAndCatches(noClasses()
                .that()
                .resideOutsideOfPackage("dev.navarch.client.rest")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("okhttp3..")
                .because("what stands on the client must run without a server"));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.navarch.client.(*)..").should().beFreeOfCycles().check(CODE);
    }

    private static void holdsAndCatches(ArchRule rule) {
        rule.check(CODE);
        assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
    }
}
