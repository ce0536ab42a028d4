package dev.navarch.store.tail;

import dev.navarch.store.StorageException;
import dev.navarch.store.VersionedStore.StoreListener;
import dev.navarch.store.VersionedStore.Subscription;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener's thread and place in the log. A slow listener holds up nobody and needs no queue: it reads the log from where it
 * is, until the log is trimmed past it.
 */
public final class EventSubscription implements Subscription {
    private static final Logger log = LoggerFactory.getLogger(EventSubscription.class);
    private static final Duration LOOK_UP_AT_LEAST_EVERY = Duration.ofMillis(500);

    private final EventSource source;
    private final StoreListener listener;
    private final Set<EventSubscription> registry;
    private volatile boolean closed;
    private volatile boolean storeClosed;

    private EventSubscription(EventSource source, StoreListener listener, Set<EventSubscription> registry) {
        this.source = source;
        this.listener = listener;
        this.registry = registry;
    }

    /** @param registry a concurrent set that holds the subscription until its thread ends */
    public static EventSubscription start(
            EventSource source, long revision, StoreListener listener, Set<EventSubscription> registry) {
        var subscription = new EventSubscription(source, listener, registry);
        registry.add(subscription);
        Thread.ofVirtual().name("store-watch-" + revision).start(() -> subscription.run(revision));
        return subscription;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Ends the subscription from the store's side: the listener is told. */
    public void end() {
        storeClosed = true;
    }

    private void run(long revision) {
        Throwable why = null;
        try {
            deliverFrom(revision);
        } catch (StorageException e) {
            why = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("A store listener failed, its subscription ends listener={}", listener, e);
            why = e;
        } finally {
            registry.remove(this);
            tellEnded(why);
        }
    }

    private void deliverFrom(long revision) throws InterruptedException {
        var cursor = revision;
        while (!closed && !storeClosed) {
            var events = source.await(cursor, LOOK_UP_AT_LEAST_EVERY);
            if (!events.isEmpty() && !closed) {
                listener.onEvents(events);
                cursor = events.getLast().revision();
            }
        }
    }

    private void tellEnded(@Nullable Throwable why) {
        if (!closed) listener.onClosed(why);
    }
}
