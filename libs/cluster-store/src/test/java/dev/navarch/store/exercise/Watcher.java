package dev.navarch.store.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.VersionedStore;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Watches for a while, drops, and resumes: where it was, or at a random revision before. */
record Watcher(VersionedStore store, History history, long seed, AtomicBoolean done) implements Runnable {
    private static final int LONGEST_WAY_BACK = 400;

    @Override
    public void run() {
        var random = new Random(seed);
        var reached = 0L;
        while (!done.get()) {
            try {
                var from = random.nextBoolean() && reached > 0
                        ? reached
                        : Math.max(0, store.currentRevision() - random.nextInt(LONGEST_WAY_BACK));
                reached = watchSome(from, 1 + random.nextInt(200));
                history.resumed();
            } catch (StorageException e) {
                reached = 0;
                StoreExercise.pause(Duration.ofMillis(5));
            }
        }
    }

    private long watchSome(long from, int events) {
        var listener = new CountingListener(from, events);
        try (var _ = store.watch(from, listener)) {
            listener.enough.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        var failure = listener.failure.get();
        if (failure != null) throw failure;
        return listener.reached;
    }

    private final class CountingListener implements VersionedStore.StoreListener {
        final CountDownLatch enough;
        final AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();
        volatile long reached;

        CountingListener(long from, int events) {
            this.reached = from;
            this.enough = new CountDownLatch(events);
        }

        @Override
        public void onEvents(List<StoreEvent> events) {
            try {
                for (var event : events) {
                    if (!(event instanceof StoreEvent.EpochStarted))
                        assertThat(event.revision()).isEqualTo(reached + 1);
                    history.watched(event);
                    reached = event.revision();
                    enough.countDown();
                }
            } catch (AssertionError e) {
                failure.compareAndSet(null, e);
            }
        }

        @Override
        public void onClosed(@Nullable Throwable why) {
            if (!(why instanceof StorageException)) failure.set(new AssertionError("closed", why));
        }
    }
}
