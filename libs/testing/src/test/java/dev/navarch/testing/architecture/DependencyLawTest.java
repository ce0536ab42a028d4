package dev.navarch.testing.architecture;

import static dev.navarch.testing.architecture.DependencyLaw.holdsAndCatches;
import static dev.navarch.testing.architecture.DependencyLaw.planted;
import static dev.navarch.testing.architecture.DependencyLaw.room;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DependencyLawTest {
    private static final String ROOM = "dev.navarch.testing";

    @Test
    void aServiceThatKnowsAnotherIsCaught() {
        holdsAndCatches(
                DependencyLaw.noOtherService("dev.navarch.dns"), room(ROOM), planted("dev.navarch.dns.planted"));
    }

    @Test
    void aPackageCycleIsCaught() {
        var planted = ROOM + ".architecture.planted";
        DependencyLaw.noPackageCycles(ROOM).check(room(ROOM));
        assertThatThrownBy(() -> DependencyLaw.noPackageCycles(planted).check(planted(planted)))
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void aRuleThatCatchesNothingIsCaught() {
        assertThatThrownBy(
                        () -> holdsAndCatches(DependencyLaw.noOtherService("dev.navarch.dns"), room(ROOM), room(ROOM)))
                .hasMessageContaining("planted violation");
    }
}
