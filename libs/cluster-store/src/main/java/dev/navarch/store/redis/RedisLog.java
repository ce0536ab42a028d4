package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.XTrimArgs;
import java.time.Duration;
import java.util.List;

/** Reading and trimming the stream of events. */
final class RedisLog {
    static final int PAGE = 500;
    private static final int TRIM_AT_ONCE = 1000;

    private RedisLog() {}

    /** @throws StorageException.Trimmed if entries are missing between {@code after} and the first one that is there */
    static List<LogEntry> after(RedisSession session, long after, int max) {
        var range = Range.from(Range.Boundary.including(id(after + 1)), Range.Boundary.<String>unbounded());
        return decoded(after, session.await(session.scanner().xrange(StoreScripts.LOG, range, Limit.from(max))));
    }

    /** Waits in Redis for the next entries; none when the time is up. */
    @SuppressWarnings("unchecked") // varargs of a generic type, in the client's signature
    static List<LogEntry> awaitAfter(RedisSession session, long after, Duration wait) {
        var arguments = new XReadArgs().block(wait).count(PAGE);
        var reply = session.tail().xread(arguments, StreamOffset.from(StoreScripts.LOG, id(after)));
        return decoded(after, session.await(reply, wait));
    }

    static long revision(RedisSession session) {
        return Long.parseLong(new String(session.await(session.reader().hget(StoreScripts.STATE, "r")), US_ASCII));
    }

    /** @throws StorageException.Trimmed if the log does not reach back to {@code revision} */
    static void requireReaches(RedisSession session, long revision) {
        var newest = revision(session);
        if (revision > newest) {
            throw new StorageException("Revision " + revision + " is newer than the store's " + newest, null);
        }
        if (revision < newest && after(session, revision, 1).isEmpty()) {
            throw new StorageException.Trimmed(revision, newest + 1);
        }
    }

    /** Whole nodes of the stream only, a bounded number at a time: some entries up to {@code revision} may stay. */
    static void trim(RedisSession session, long revision) {
        if (revision <= 0) return;
        long dropped;
        do {
            var arguments = new XTrimArgs()
                    .minId(id(revision + 1))
                    .approximateTrimming()
                    .limit(TRIM_AT_ONCE);
            dropped = session.await(session.scanner().xtrim(StoreScripts.LOG, arguments));
        } while (dropped > 0);
    }

    static List<StoreEvent> events(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::event).toList();
    }

    private static List<LogEntry> decoded(long after, List<StreamMessage<String, byte[]>> messages) {
        var entries = messages.stream().map(LogEntry::decode).toList();
        LogEntry.requireNoGap(after, entries);
        return entries;
    }

    private static String id(long revision) {
        return revision + "-0";
    }
}
