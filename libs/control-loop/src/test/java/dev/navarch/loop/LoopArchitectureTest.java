package dev.navarch.loop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;

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
        holdsAndCatches(rule, room("dev.navarch.loop"), planted("dev.navarch.loop.planted"));
    }
}
