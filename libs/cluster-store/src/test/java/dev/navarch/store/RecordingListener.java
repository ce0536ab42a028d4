package dev.navarch.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

public final class RecordingListener implements VersionedStore.StoreListener {
    private final List<StoreEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public List<StoreEvent> events() {
        return events;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public void onEvents(List<StoreEvent> newer) {
        events.addAll(newer);
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        closed = true;
    }
}
