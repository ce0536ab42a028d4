package dev.navarch.bench.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Gathers a round from many threads. Past its room it counts on, and keeps no further times. */
public final class Recorder {
    private static final int ROOM = 1 << 20;

    private final long[] nanos = new long[ROOM];
    private final AtomicInteger used = new AtomicInteger();
    private final LongAdder count = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final long began = System.nanoTime();

    public void done(long startedNanos, long size) {
        count.increment();
        bytes.add(size);
        if (used.get() >= ROOM) return;
        var slot = used.getAndIncrement();
        if (slot < ROOM) nanos[slot] = System.nanoTime() - startedNanos;
    }

    public Round finish() {
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Round(count.sum(), bytes.sum(), took, Arrays.copyOf(nanos, Math.min(ROOM, used.get())));
    }
}
