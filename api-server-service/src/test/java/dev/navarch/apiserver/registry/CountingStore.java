package dev.navarch.apiserver.registry;

import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what is asked of the store behind it. */
public final class CountingStore implements VersionedStore {
    public final AtomicInteger writes = new AtomicInteger();
    public final AtomicInteger reads = new AtomicInteger();
    public final AtomicInteger probes = new AtomicInteger();
    private final VersionedStore store;

    public CountingStore(VersionedStore store) {
        this.store = store;
    }

    @Override
    public WriteOutcome create(StoreKey key, byte[] value, @Nullable Duration timeToLive) {
        writes.incrementAndGet();
        return store.create(key, value, timeToLive);
    }

    @Override
    public WriteOutcome update(StoreKey key, byte[] value, long expectedRevision, @Nullable Duration timeToLive) {
        writes.incrementAndGet();
        return store.update(key, value, expectedRevision, timeToLive);
    }

    @Override
    public WriteOutcome delete(StoreKey key, long expectedRevision) {
        writes.incrementAndGet();
        return store.delete(key, expectedRevision);
    }

    @Override
    public @Nullable Versioned get(StoreKey key) {
        reads.incrementAndGet();
        return store.get(key);
    }

    @Override
    public long currentRevision() {
        probes.incrementAndGet();
        return store.currentRevision();
    }

    @Override
    public long list(String kind, Consumer<List<Versioned>> chunks) {
        reads.incrementAndGet();
        return store.list(kind, chunks);
    }

    @Override
    public Subscription watch(long revision, StoreListener listener) {
        return store.watch(revision, listener);
    }

    @Override
    public void trim(long revision) {
        store.trim(revision);
    }

    @Override
    public void close() {
        store.close();
    }
}
