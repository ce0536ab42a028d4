package dev.navarch.store.exercise;

import dev.navarch.store.StoreEvent;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.VersionedStore.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Sees the whole log from its beginning, without a break. */
final class Witness implements VersionedStore.StoreListener, AutoCloseable {
    private final List<StoreEvent> events = new CopyOnWriteArrayList<>();
    private volatile long reached;
    private @Nullable Subscription subscription;

    static Witness watch(VersionedStore store) {
        var witness = new Witness();
        witness.subscription = store.watch(0, witness);
        return witness;
    }

    long reached() {
        return reached;
    }

    List<StoreEvent> events() {
        return events;
    }

    @Override
    public void onEvents(List<StoreEvent> newer) {
        events.addAll(newer);
        reached = newer.getLast().revision();
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        throw new AssertionError("The witness was dropped at " + reached, why);
    }

    @Override
    public void close() {
        if (subscription != null) subscription.close();
    }
}
