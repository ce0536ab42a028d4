package dev.navarch.store.exercise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Creates, updates and deletes on few keys, so that it meets the others; now and then with a stale revision. */
record Writer(VersionedStore store, History history, int number, long seed, int writes, AtomicBoolean done)
        implements Runnable {
    static final List<String> KINDS = List.of("pods", "nodes", "deployments.apps");
    private static final int NAMES = 20;

    @Override
    public void run() {
        var random = new Random(seed);
        for (var i = 0; i < writes && !done.get(); i++) {
            var key = new StoreKey(KINDS.get(random.nextInt(KINDS.size())), "ns/n" + random.nextInt(NAMES));
            var value = "w" + number + "-" + i + "-" + "x".repeat(random.nextInt(300));
            history.attempted();
            StoreExercise.pause(Duration.ofNanos(random.nextInt(1_000_000))); // so that the others come in between
            try {
                var held = store.get(key);
                var expected = held == null ? 0 : random.nextInt(8) == 0 ? held.revision() - 1 : held.revision();
                write(key, value, expected, random.nextInt(4) == 0);
            } catch (StorageException e) {
                StoreExercise.pause(Duration.ofMillis(20));
            }
        }
    }

    private void write(StoreKey key, String value, long expected, boolean delete) {
        if (expected > 0 && delete) {
            record(store.delete(key, expected), History.deleted(key, expected));
            return;
        }
        WriteOutcome outcome;
        try {
            outcome = expected == 0
                    ? store.create(key, value.getBytes(UTF_8), null)
                    : store.update(key, value.getBytes(UTF_8), expected, null);
        } catch (StorageException e) {
            history.notWritten(value);
            throw e;
        }
        record(outcome, History.put(key, expected, value));
    }

    private void record(@Nullable WriteOutcome outcome, String write) {
        switch (outcome) {
            case WriteOutcome.Written(var revision) -> history.answered(revision, write);
            case WriteOutcome.Conflict _, WriteOutcome.NotFound _ -> history.refused();
            case WriteOutcome.Unknown _ -> history.unknown();
            case null -> fail("no outcome");
        }
    }
}
