package dev.navarch.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * Decides up to where the log goes. Entries carry no time of their own: a note of the revision every tenth part of the age tells
 * how old they are. Used by one thread.
 */
final class LogTrimmer {
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);

    private final Clock clock;
    private final RedisStoreSettings settings;
    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private Instant measured = Instant.MIN;

    private record Note(Instant at, long revision) {}

    LogTrimmer(Clock clock, RedisStoreSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    void trim(RedisSession session) {
        var now = clock.instant();
        trimByAge(session, now);
        if (measured.isBefore(now.minus(MEASURE_EVERY))) {
            measured = now;
            trimByBytes(session);
        }
    }

    private void trimByAge(RedisSession session, Instant now) {
        if (notes.isEmpty()
                || notes.getLast().at().isBefore(now.minus(settings.logAge().dividedBy(10)))) {
            notes.add(new Note(now, session.seen().revision()));
        }
        var oldestKept = now.minus(settings.logAge());
        var through = 0L;
        while (!notes.isEmpty() && notes.getFirst().at().isBefore(oldestKept)) {
            through = notes.removeFirst().revision();
        }
        if (through > 0) RedisLog.trim(session, through);
    }

    /** Takes entries to be about equally large. */
    private void trimByBytes(RedisSession session) {
        var bytes = session.await(session.scanner().memoryUsage(StoreScripts.LOG));
        if (bytes == null || bytes <= settings.logBytes()) return;
        long entries = session.await(session.scanner().xlen(StoreScripts.LOG));
        var kept = (long) (entries * (0.9 * settings.logBytes() / bytes));
        RedisLog.trim(session, RedisLog.revision(session) - kept);
    }
}
