package dev.navarch.store.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.store.RecordingListener;
import dev.navarch.store.StorageException;
import dev.navarch.store.VersionedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Runs everybody at once from one seed, then verifies the history. */
public final class StoreExercise {
    private static final int WRITERS = 16;
    private static final int WATCHERS = 16;
    private static final int LISTERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long KEPT_BEHIND_THE_WITNESS = 50;

    private final VersionedStore store;
    private final Random seeds;
    private final History history = new History();
    private final AtomicBoolean done = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> others = new ArrayList<>();

    public interface Trouble {
        void strike() throws Exception;
    }

    public StoreExercise(VersionedStore store, long seed) {
        this.store = store;
        this.seeds = new Random(seed);
    }

    public History run(int writesEach) throws InterruptedException {
        return run(writesEach, 0, () -> {});
    }

    /**
     * @param strikes how often trouble strikes, evenly over the writes
     * @return what happened, verified
     */
    public History run(int writesEach, int strikes, Trouble trouble) throws InterruptedException {
        try (var witness = Witness.watch(store)) {
            var writers = new ArrayList<Thread>();
            for (var i = 0; i < WRITERS; i++)
                writers.add(start(new Writer(store, history, i, seeds.nextLong(), writesEach, done)));
            for (var i = 0; i < WATCHERS; i++) others.add(start(new Watcher(store, history, seeds.nextLong(), done)));
            for (var i = 0; i < LISTERS; i++) others.add(start(new Lister(store, history, seeds.nextLong(), done)));
            others.add(start(() -> trim(witness)));
            others.add(start(() -> strike(trouble, strikes, WRITERS * writesEach)));

            for (var writer : writers) writer.join();
            awaitThat("every watcher dropped and resumed", () -> history.resumedWatches() >= 2 * WATCHERS);
            awaitThat("the log was trimmed under them", this::isTrimmed);
            done.set(true);
            for (var other : others) other.join();
            assertThat(failures).isEmpty();
            var last = await().atMost(PATIENCE).ignoreExceptions().until(store::currentRevision, revision -> true);
            await("the witness reaches " + last).atMost(PATIENCE).until(() -> witness.reached() >= last);
            history.verify(witness.events(), new Lister(store, history, 0, done).listEverything());
        }
        return history;
    }

    private Thread start(Runnable part) {
        return Thread.ofVirtual().start(() -> {
            try {
                part.run();
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
                done.set(true);
            }
        });
    }

    private void trim(Witness witness) {
        while (!done.get()) {
            try {
                store.trim(witness.reached() - KEPT_BEHIND_THE_WITNESS);
            } catch (StorageException e) {
                // troubled: later again
            }
            pause(Duration.ofMillis(5));
        }
    }

    /** While the others go on; given up at once when one of them has failed. */
    private void awaitThat(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).ignoreExceptions().until(() -> done.get() || condition.getAsBoolean());
    }

    private boolean isTrimmed() {
        try (var _ = store.watch(1, new RecordingListener())) {
            return false;
        } catch (StorageException.Trimmed e) {
            return true;
        }
    }

    private void strike(Trouble trouble, int strikes, int writes) {
        for (var strike = 1; strike <= strikes; strike++) {
            while (history.attempts() < writes * strike / (strikes + 1) && !done.get()) pause(Duration.ofMillis(1));
            try {
                trouble.strike();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
