package dev.navarch.metrics.usage;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What something uses, out of two looks. */
public record Figures(Instant time, Duration window, long nanoCores, long workingSet) {
    /** @return null when the two tell nothing: the same look twice, or a counter that began anew */
    static @Nullable Figures between(Sample before, Sample now) {
        var window = Duration.between(before.time(), now.time());
        if (!window.isPositive() || now.cpuSeconds() < before.cpuSeconds()) return null;
        var cores = (now.cpuSeconds() - before.cpuSeconds()) / (window.toNanos() / 1e9);
        return new Figures(now.time(), window, Math.round(cores * 1e9), now.workingSet());
    }
}
