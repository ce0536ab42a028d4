package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import dev.navarch.store.tail.EventSubscription;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cluster store on a Redis that fsyncs each write before it answers, and on its replicas where it has any. Subscriptions outlive a restart of Redis: they see
 * {@link dev.navarch.store.StoreEvent.EpochStarted} and go on.
 */
public final class RedisVersionedStore implements VersionedStore {
    private static final int LIST_ATTEMPTS = 3;
    /** The first connection of a process that has just started takes longer than any later one. */
    private static final int FIRST_PATIENCE = 3;

    private final RedisStoreSettings settings;
    private final RedisConnector connector;
    private final RedisCare care;
    private final Sessions sessions;
    private final EventTail tail;
    private final Housekeeper housekeeper;
    private final WriteIds writeIds = new WriteIds();
    private final Set<EventSubscription> subscriptions = ConcurrentHashMap.newKeySet();

    private RedisVersionedStore(
            RedisStoreSettings settings,
            RedisConnector connector,
            RedisCare care,
            Sessions sessions,
            long revision,
            Clock clock) {
        this.settings = settings;
        this.connector = connector;
        this.care = care;
        this.sessions = sessions;
        this.tail = EventTail.start(sessions, revision);
        this.housekeeper = Housekeeper.start(sessions, care, new LogTrimmer(clock, settings));
    }

    /**
     * Connects, and refuses a Redis that could not keep the store's promises.
     *
     * @param identityFile outside Redis' own data, on a disk that lives as long as this cluster; written the first time
     * @throws StorageException saying what has to be changed
     */
    public static RedisVersionedStore open(
            RedisEndpoint endpoint, Path identityFile, RedisStoreSettings settings, Clock clock) {
        return open(endpoint, identityFile, settings, RedisCare.NONE, clock);
    }

    /**
     * On an embedded Redis, which is brought back whenever it has died. While its disk is nearly full, writes are refused.
     *
     * @param directory where {@link EmbeddedRedis} keeps its data
     */
    public static RedisVersionedStore openEmbedded(
            RedisEndpoint endpoint, Path directory, Path identityFile, RedisStoreSettings settings, Clock clock) {
        return open(endpoint, identityFile, settings, new EmbeddedRedisCare(directory), clock);
    }

    private static RedisVersionedStore open(
            RedisEndpoint endpoint, Path identityFile, RedisStoreSettings settings, RedisCare care, Clock clock) {
        var connector = new RedisConnector(endpoint, new IdentityFile(identityFile), settings);
        var sessions = Sessions.keep(connector, care);
        try {
            var first = sessions.await(settings.requestTimeout().multipliedBy(FIRST_PATIENCE));
            return new RedisVersionedStore(
                    settings, connector, care, sessions, first.facts().revisionAtStart(), clock);
        } catch (StorageException e) {
            sessions.close();
            connector.close();
            throw e;
        }
    }

    @Override
    public WriteOutcome create(StoreKey key, byte[] value, @Nullable Duration timeToLive) {
        return write(RedisWrite.put(key, value, 0, timeToLive, writeIds.next()));
    }

    @Override
    public WriteOutcome update(StoreKey key, byte[] value, long expectedRevision, @Nullable Duration timeToLive) {
        return write(RedisWrite.put(key, value, positive(expectedRevision), timeToLive, writeIds.next()));
    }

    @Override
    public WriteOutcome delete(StoreKey key, long expectedRevision) {
        return write(RedisWrite.delete(key, positive(expectedRevision), writeIds.next()));
    }

    @Override
    public @Nullable Versioned get(StoreKey key) {
        return reading(session -> {
            var stored = session.await(session.reader().hget(key.kind(), key.name()));
            if (session.gate().replicas() > 0) {
                session.gate().require(RedisLog.revision(session), settings.commandTimeout());
            }
            return stored == null ? null : StoredValue.decode(key, stored);
        });
    }

    @Override
    public long currentRevision() {
        return reading(RedisLog::revision);
    }

    @Override
    public long list(String kind, Consumer<List<Versioned>> chunks) {
        for (var attempt = 1; ; attempt++) {
            try {
                return reading(session -> {
                    var scan = new KindScan(session, kind);
                    var revision = scan.run();
                    session.gate().require(revision, settings.commandTimeout());
                    scan.handOver(chunks);
                    return revision;
                });
            } catch (StorageException.Trimmed e) {
                if (attempt == LIST_ATTEMPTS) throw e;
            }
        }
    }

    @Override
    public Subscription watch(long revision, StoreListener listener) {
        reading(session -> {
            RedisLog.requireReaches(session, revision);
            return revision;
        });
        return EventSubscription.start(tail, revision, listener, subscriptions);
    }

    @Override
    public void trim(long revision) {
        reading(session -> {
            RedisLog.trim(session, revision);
            return revision;
        });
    }

    @Override
    public void close() {
        housekeeper.close();
        tail.close();
        sessions.close();
        subscriptions.forEach(EventSubscription::end);
        connector.close();
    }

    private WriteOutcome write(RedisWrite write) {
        var reason = care.reasonNotToWrite();
        if (reason != null) throw new StorageException(reason + "; nothing was written", null);
        var deadline = System.nanoTime() + settings.requestTimeout().toNanos();
        while (true) {
            var session = sessions.await(left(deadline));
            try {
                return outcomeOf(session, write, deadline);
            } catch (GroupCommit.NotSent e) {
                if (System.nanoTime() >= deadline) throw e;
            } catch (GroupCommit.ReplyLost e) {
                return lookUp(write, e, deadline);
            }
        }
    }

    private static WriteOutcome outcomeOf(RedisSession session, RedisWrite write, long deadline) {
        var outcome = session.commit().submit(write);
        try {
            return outcome.get(left(deadline).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return givenUp(
                    session,
                    write,
                    Objects.requireNonNullElse(session.gate().problem(), "Redis did not answer in time"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return givenUp(session, write, "Interrupted while waiting for Redis");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StorageException known
                    ? known
                    : new StorageException("The write failed: " + e.getMessage(), e);
        }
    }

    private static WriteOutcome givenUp(RedisSession session, RedisWrite write, String why) {
        if (session.commit().withdraw(write)) throw new StorageException(why + "; nothing was written", null);
        return new WriteOutcome.Unknown(why);
    }

    private WriteOutcome lookUp(RedisWrite write, GroupCommit.ReplyLost lost, long deadline) {
        while (true) {
            RedisSession session;
            try {
                session = sessions.await(left(deadline));
            } catch (StorageException e) {
                return new WriteOutcome.Unknown("The reply was lost, and then: " + e.getMessage());
            }
            try {
                return LostReply.lookUp(session, write.id(), lost);
            } catch (SessionLost e) {
                if (System.nanoTime() >= deadline)
                    return new WriteOutcome.Unknown("The reply was lost, and then: " + e.getMessage());
            }
        }
    }

    private <T extends @Nullable Object> T reading(Function<RedisSession, T> read) {
        var deadline = System.nanoTime() + settings.requestTimeout().toNanos();
        while (true) {
            var session = sessions.await(left(deadline));
            try {
                return read.apply(session);
            } catch (SessionLost e) {
                if (System.nanoTime() >= deadline) throw e;
            }
        }
    }

    private static long positive(long revision) {
        if (revision <= 0) throw new IllegalArgumentException("A revision is positive, not " + revision);
        return revision;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
