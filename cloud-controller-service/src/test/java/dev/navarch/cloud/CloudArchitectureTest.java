package dev.navarch.cloud;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.navarch.testing.architecture.DependencyLaw.noOtherService;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class CloudArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.navarch.cloud");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("dev.navarch.cloud.planted");

    @Test
    void knowsNoOtherService() {
        noOtherService("dev.navarch.cloud").check(CODE);
    }

    @Test
    void loopsAndProvidersMeetInThePort() {
        siblings("dev.navarch.cloud.(*)..").check(CODE);
        assertThat(siblings("dev.navarch.cloud.planted.(*)..").evaluate(PLANTED).hasViolation())
                .isTrue();
    }

    @Test
    void loopsAreMadeWithoutAContextAndWithoutATransport() {
        var rule = noClasses()
                .that()
                .resideInAPackage("dev.navarch.cloud.*..")
                .and()
                .haveSimpleNameNotEndingWith("Properties")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "dev.navarch.client.rest..", "okhttp3..")
                .because("a loop is tested over a cluster in memory");
        rule.check(CODE);
        assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
    }

    private static ArchRule siblings(String pattern) {
        return slices().matching(pattern)
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.navarch.cloud.provider"))
                .because("another cloud must fit under the same loops");
    }
}
