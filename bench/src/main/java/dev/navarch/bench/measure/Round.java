package dev.navarch.bench.measure;

import java.time.Duration;
import java.util.Arrays;

/** What one round brought: how many requests in what time, how many bytes, and how long each took. */
public final class Round {
    private final long count;
    private final long bytes;
    private final Duration took;
    private final long[] sortedNanos;

    Round(long count, long bytes, Duration took, long[] nanos) {
        this.count = count;
        this.bytes = bytes;
        this.took = took;
        this.sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    public long count() {
        return count;
    }

    public long bytes() {
        return bytes;
    }

    public double perSecond() {
        return count / seconds();
    }

    public double megabytesPerSecond() {
        return bytes / 1e6 / seconds();
    }

    /** @param share 0.5 for the median */
    public double millisAt(double share) {
        if (sortedNanos.length == 0) return Double.NaN;
        return sortedNanos[(int) Math.min(sortedNanos.length - 1L, (long) (sortedNanos.length * share))] / 1e6;
    }

    private double seconds() {
        return took.toNanos() / 1e9;
    }
}
