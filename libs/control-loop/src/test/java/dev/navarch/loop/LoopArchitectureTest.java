package dev.navarch.loop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LoopArchitectureTest {
    @Test
    void loopsStandOnTheClientsPortAlone() {
        var rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.navarch.client.rest..",
                        "dev.navarch.client.memory..",
                        "okhttp3..",
                        "org.springframework..")
                .because("a loop runs the same over a server and in memory");
        rule.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.navarch.loop"));
        var planted = new ClassFileImporter().importPackages("dev.navarch.loop.planted");
        assertThat(rule.evaluate(planted).hasViolation()).isTrue();
    }
}
