package dev.navarch.store.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.store.StorageException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one session open: a thread that opens the next as soon as one has ended. */
final class Sessions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final RedisConnector connector;
    private final RedisCare care;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CountDownLatch closed = new CountDownLatch(1);

    @GuardedBy("lock")
    private @Nullable RedisSession current;

    @GuardedBy("lock")
    private StorageException unavailable = new StorageException("Redis has not been reached yet", null);

    private Sessions(RedisConnector connector, RedisCare care) {
        this.connector = connector;
        this.care = care;
    }

    static Sessions keep(RedisConnector connector, RedisCare care) {
        var sessions = new Sessions(connector, care);
        Thread.ofVirtual().name("store-sessions").start(sessions::run);
        return sessions;
    }

    /** @throws StorageException if none is open when the time is up, or at once if somebody has to act before there can be one */
    RedisSession await(Duration timeout) {
        var left = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                if (current != null && current.isOpen()) return current;
                if (isClosed() || left <= 0 || unavailable instanceof RedisRefused) throw copyOf(unavailable);
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting for Redis", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed.countDown();
            unavailable = new StorageException("The store is closed", null);
            if (current != null) current.close(unavailable);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        RedisSession.Facts earlier = null;
        var pause = FIRST_PAUSE;
        while (!isClosed()) {
            try {
                var session = open(earlier);
                earlier = session.facts();
                pause = FIRST_PAUSE;
                publish(session);
                var why = session.ended().join();
                if (!isClosed())
                    log.warn("Session with Redis ended epoch={} reason={}", earlier.epoch(), why.getMessage());
            } catch (StorageException e) {
                unavailable(e);
            } catch (RuntimeException e) {
                unavailable(new StorageException("No session with Redis: " + e.getMessage(), e));
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private RedisSession open(RedisSession.@Nullable Facts earlier) {
        try {
            return connector.open(earlier);
        } catch (RedisRefused e) {
            throw e;
        } catch (StorageException unreachable) {
            care.bringBack();
            return connector.open(earlier);
        }
    }

    private void publish(RedisSession session) {
        var facts = session.facts();
        lock.lock();
        try {
            if (isClosed()) session.close(unavailable);
            current = session;
            unavailable = new StorageException("The session with Redis ended", null);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        log.info("Session with Redis began epoch={} revision={}", facts.epoch(), facts.revisionAtStart());
    }

    private void unavailable(StorageException why) {
        lock.lock();
        try {
            if (isClosed()) return;
            if (!String.valueOf(why.getMessage()).equals(unavailable.getMessage())) {
                log.warn("Redis is not available reason={}", why.getMessage());
            }
            unavailable = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void sleep(Duration pause) {
        try {
            var _ = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each caller gets a stack trace of its own. */
    private static StorageException copyOf(StorageException why) {
        var message = String.valueOf(why.getMessage());
        return why instanceof RedisRefused ? new RedisRefused(message) : new StorageException(message, why);
    }
}
