package dev.navarch.loop;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What one run of a reconciler has written. Travels with the run, over threads that it starts through {@link Batches}. */
final class WriteLog {
    static final ScopedValue<WriteLog> CURRENT = ScopedValue.newInstance();

    private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();

    sealed interface Write {
        Class<?> type();

        /** The object has that revision. */
        record Stored(Class<?> type, long revision) implements Write {}

        /** The object is gone, or on its way. */
        record Deleted(
                Class<?> type,
                String namespace,
                String name,
                @Nullable String uid) implements Write {}

        /** Nobody knows whether it took effect. */
        record Unknown(Class<?> type, String namespace) implements Write {}
    }

    static void note(Write write) {
        if (CURRENT.isBound()) {
            CURRENT.get().writes.add(write);
        }
    }

    List<Write> writes() {
        return List.copyOf(writes);
    }
}
