package dev.navarch.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that more than one room keeps. A rule of one room alone stands in that room's test, and is proved with {@link
 * #holdsAndCatches}.
 */
public final class DependencyLaw {
    private static final List<String> SERVICES = List.of(
            "dev.navarch.apiserver",
            "dev.navarch.scheduler",
            "dev.navarch.controller",
            "dev.navarch.nodeagent",
            "dev.navarch.dns",
            "dev.navarch.cloud",
            "dev.navarch.gateway",
            "dev.navarch.apiproxy",
            "dev.navarch.metrics",
            "dev.navarch.admin");

    private DependencyLaw() {}

    /** What a room ships, without its tests. */
    public static JavaClasses room(String name) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(name);
    }

    public static JavaClasses planted(String packageName) {
        return new ClassFileImporter().importPackages(packageName);
    }

    /** @param own the service's package, such as dev.navarch.dns */
    public static ArchRule noOtherService(String own) {
        var others = new ArrayList<>(SERVICES);
        others.remove(own);
        others.add("dev.navarch.store");
        others.add("io.lettuce");
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream().map(name -> name + "..").toArray(String[]::new))
                .because("services meet at the API server only");
    }

    public static ArchRule noPackageCycles(String name) {
        return slices().matching(name + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user cannot be read alone");
    }

    /** A rule that cannot fail is none: it holds for the room, and is broken by what was planted beside the test. */
    public static void holdsAndCatches(ArchRule rule, JavaClasses room, JavaClasses planted) {
        rule.check(room);
        assertThat(rule.evaluate(planted).hasViolation())
                .as("the planted violation of: %s", rule.getDescription())
                .isTrue();
    }
}
