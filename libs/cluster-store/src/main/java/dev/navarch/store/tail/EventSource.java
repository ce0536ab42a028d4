package dev.navarch.store.tail;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import java.time.Duration;
import java.util.List;

/** A log that can be read on from any revision it still holds. */
public interface EventSource {
    /**
     * Waits for events after {@code revision} and returns some of them, in order and without a gap from it; empty when the time
     * is up. Callable from many threads at once.
     *
     * @throws StorageException.Trimmed if the next event is no longer there
     */
    List<StoreEvent> await(long revision, Duration timeout) throws InterruptedException;
}
