package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.tail.EventSource;
import dev.navarch.store.tail.RecentEvents;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread reads the log as it grows and keeps its newest part for every listener of this process; who is further behind reads
 * Redis itself. Outlives sessions: a reconnect goes on where the last one ended.
 */
final class EventTail implements EventSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventTail.class);
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final int MAX_ENTRIES = 10_000;
    private static final long MAX_BYTES = 16L << 20;

    private final Sessions sessions;
    private volatile RecentEvents recent;
    private volatile boolean closed;

    private EventTail(Sessions sessions, long revision) {
        this.sessions = sessions;
        this.recent = new RecentEvents(revision, MAX_ENTRIES, MAX_BYTES);
    }

    static EventTail start(Sessions sessions, long revision) {
        var tail = new EventTail(sessions, revision);
        Thread.ofVirtual().name("store-tail").start(tail::run);
        return tail;
    }

    @Override
    public List<StoreEvent> await(long revision, Duration timeout) throws InterruptedException {
        var held = recent;
        if (revision >= held.floor()) {
            if (!held.awaitAfter(revision, timeout)) return List.of();
            var found = held.after(revision, RedisLog.PAGE);
            if (found != null) return found;
        }
        return readLog(revision, timeout);
    }

    @Override
    public void close() {
        closed = true;
    }

    private List<StoreEvent> readLog(long revision, Duration timeout) {
        RedisSession session;
        try {
            session = sessions.await(timeout);
        } catch (StorageException e) {
            return List.of();
        }
        try {
            var entries = RedisLog.after(session, revision, RedisLog.PAGE);
            if (entries.isEmpty()) throw new StorageException.Trimmed(revision, recent.floor() + 1);
            return areAcknowledged(session, entries) ? RedisLog.events(entries) : List.of();
        } catch (SessionLost e) {
            return List.of();
        }
    }

    private void run() {
        while (!closed) {
            try {
                readOn(sessions.await(BLOCK));
            } catch (StorageException e) {
                pauseUnlessLost(e);
            }
        }
    }

    private void readOn(RedisSession session) {
        while (!closed && session.isOpen()) {
            try {
                var entries = RedisLog.awaitAfter(session, recent.last(), BLOCK);
                if (!entries.isEmpty() && areAcknowledged(session, entries)) publish(session, entries);
            } catch (StorageException.Trimmed e) {
                // Nobody can be told what was missed. Listeners that need it find out in the log itself.
                recent = new RecentEvents(RedisLog.revision(session), MAX_ENTRIES, MAX_BYTES);
            }
        }
    }

    /** Redis hands an entry out before any replica has it. */
    private static boolean areAcknowledged(RedisSession session, List<LogEntry> entries) {
        return session.gate().await(entries.getLast().event().revision(), BLOCK);
    }

    private void publish(RedisSession session, List<LogEntry> entries) {
        entries.forEach(entry -> reportLoss(recent.last(), entry.event()));
        recent.append(RedisLog.events(entries));
        session.seen().observe(recent.last());
    }

    private static void reportLoss(long reached, StoreEvent event) {
        if (event instanceof StoreEvent.EpochStarted epoch && epoch.previousRevision() < reached) {
            log.error(
                    "Redis took answered writes back epoch={} survivedThrough={} hadReached={}",
                    epoch.epoch(),
                    epoch.previousRevision(),
                    reached);
        }
    }

    private void pauseUnlessLost(StorageException e) {
        if (e instanceof SessionLost) return;
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }
}
