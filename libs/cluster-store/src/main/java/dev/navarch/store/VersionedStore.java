package dev.navarch.store;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port to the cluster store. Revisions are positive, rise by one a write across all kinds, and are in commit order within
 * an epoch. A Written outcome is durable. All methods may be called from any thread and block their (virtual) thread;
 * {@link StorageException} means that the store cannot be reached or refuses to serve.
 */
public interface VersionedStore extends AutoCloseable {
    /** @param timeToLive after which a sweeper deletes the value like any other writer; null = never */
    WriteOutcome create(StoreKey key, byte[] value, @Nullable Duration timeToLive);

    /** @param expectedRevision the revision the caller has read */
    WriteOutcome update(StoreKey key, byte[] value, long expectedRevision, @Nullable Duration timeToLive);

    WriteOutcome delete(StoreKey key, long expectedRevision);

    @Nullable
    Versioned get(StoreKey key);

    /** The revision of the newest write: what a consistent read waits for. */
    long currentRevision();

    /**
     * Every value of a kind at one revision, handed over in bounded chunks in no particular order.
     *
     * @return that revision; it is at least the store's revision when the call began
     */
    long list(String kind, Consumer<List<Versioned>> chunks);

    /**
     * Every event after {@code revision}, in order, none missing, on one thread of the store's own.
     *
     * @throws StorageException.Trimmed if the log no longer reaches back that far
     */
    Subscription watch(long revision, StoreListener listener);

    /** Drops log entries up to {@code revision}; watches that are further on don't notice. */
    void trim(long revision);

    @Override
    void close();

    interface StoreListener {
        /** Called with one or more events in revision order. Must not block for long. */
        void onEvents(List<StoreEvent> events);

        /** The subscription ended by itself (connection lost, trimmed past); start anew with list and watch. */
        void onClosed(@Nullable Throwable why);
    }

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
