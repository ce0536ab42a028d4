package dev.navarch.nodeagent.simulated;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a pod needs next. */
sealed interface PodStep {
    record Nothing() implements PodStep {}

    record Wait(Instant until) implements PodStep {}

    record Start(int restarts) implements PodStep {}

    /** Its containers end, and start again after a back-off. */
    record Crash(int restarts) implements PodStep {}

    record End(boolean succeeded) implements PodStep {}

    /** Readiness is no longer as the annotation says. */
    record SetReady(boolean ready) implements PodStep {}

    record Remove() implements PodStep {}

    static PodStep at(@Nullable Instant due, Instant now, PodStep step) {
        return due != null && due.isAfter(now) ? new Wait(due) : step;
    }
}
