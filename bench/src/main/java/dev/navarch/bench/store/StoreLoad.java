package dev.navarch.bench.store;

import dev.navarch.bench.measure.Recorder;
import dev.navarch.bench.measure.Round;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Clients that create one object after the other, each on a virtual thread of its own. */
final class StoreLoad {
    static final int VALUE_BYTES = 2048;

    private StoreLoad() {}

    /** @param prefix of the names; a store has seen none with it */
    static Round run(DurableStore store, String prefix, int clients, Duration time)
            throws InterruptedException, ExecutionException {
        var recorder = new Recorder();
        var end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = threads.invokeAll(IntStream.range(0, clients)
                    .mapToObj(client -> client(store, prefix + "-" + client, recorder, end))
                    .toList());
            for (var client : running) client.get();
        }
        return recorder.finish();
    }

    private static Callable<Boolean> client(DurableStore store, String prefix, Recorder recorder, long end) {
        return () -> {
            var value = new byte[VALUE_BYTES];
            new Random(prefix.hashCode()).nextBytes(value);
            for (int i = 0; System.nanoTime() < end; i++) {
                var started = System.nanoTime();
                store.create(prefix + "-" + i, value);
                recorder.done(started, VALUE_BYTES);
            }
            return true;
        };
    }
}
