package dev.navarch.apiserver.admission.podsecurity;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a level.
 *
 * @param id also its place among the rules of its level
 * @param overrides the id of the laxer rule that this one makes superfluous; empty for none
 * @param since the first minor version whose definition of the level has it
 * @param violation null for a pod that keeps to the rule
 */
record Check(String id, Level level, String overrides, int since, Function<PodView, @Nullable Violation> violation) {
    static Check baseline(String id, int since, Function<PodView, @Nullable Violation> violation) {
        return new Check(id, Level.BASELINE, "", since, violation);
    }

    static Check restricted(String id, String overrides, int since, Function<PodView, @Nullable Violation> violation) {
        return new Check(id, Level.RESTRICTED, overrides, since, violation);
    }
}
