package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navarch.store.StorageException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once a second: looks for replicas, deletes what has expired and trims the log. Several API servers doing it at once do no harm. */
final class Housekeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);
    private static final int SWEEP_AT_ONCE = 50;
    private static final String[] KEYS = {StoreScripts.STATE, StoreScripts.LOG, StoreScripts.DEADLINES};

    private final Sessions sessions;
    private final RedisCare care;
    private final LogTrimmer trimmer;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Housekeeper(Sessions sessions, RedisCare care, LogTrimmer trimmer) {
        this.sessions = sessions;
        this.care = care;
        this.trimmer = trimmer;
    }

    static Housekeeper start(Sessions sessions, RedisCare care, LogTrimmer trimmer) {
        var housekeeper = new Housekeeper(sessions, care, trimmer);
        Thread.ofVirtual().name("store-housekeeper").start(housekeeper::run);
        return housekeeper;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) tidyUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidyUp() {
        try {
            var session = sessions.await(Duration.ofSeconds(1));
            session.gate().lookForReplicas();
            if (care.reasonNotToWrite() != null) return;
            trimmer.trim(session);
            sweep(session);
        } catch (StorageException e) {
            log.debug("Housekeeping is put off reason={}", e.getMessage());
        }
    }

    private void sweep(RedisSession session) {
        var epoch = session.facts().epoch().getBytes(UTF_8);
        var limit = Integer.toString(SWEEP_AT_ONCE).getBytes(UTF_8);
        long swept;
        do {
            swept = session.await(session.scanner()
                    .<Long>evalsha(session.facts().sweepScript(), ScriptOutputType.INTEGER, KEYS, epoch, limit));
        } while (swept == SWEEP_AT_ONCE && closed.getCount() > 0);
    }
}
