package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One write as the script takes it. */
@SuppressWarnings("ArrayRecordComponent")
record RedisWrite(StoreKey key, boolean delete, long expected, byte[] value, long ttlMillis, String id) {
    private static final Set<String> RESERVED = Set.of(StoreScripts.STATE, StoreScripts.LOG, StoreScripts.DEADLINES);
    private static final byte[] NOTHING = {};

    RedisWrite {
        if (RESERVED.contains(key.kind())) throw new IllegalArgumentException("A kind cannot be called " + key.kind());
    }

    static RedisWrite put(StoreKey key, byte[] value, long expected, @Nullable Duration timeToLive, String id) {
        var ttlMillis = timeToLive == null ? 0 : Math.max(1, timeToLive.toMillis());
        return new RedisWrite(key, false, expected, value, ttlMillis, id);
    }

    static RedisWrite delete(StoreKey key, long expected, String id) {
        return new RedisWrite(key, true, expected, NOTHING, 0, id);
    }

    void addArguments(List<byte[]> arguments) {
        arguments.add(key.kind().getBytes(UTF_8));
        arguments.add(key.name().getBytes(UTF_8));
        arguments.add(Long.toString(expected).getBytes(UTF_8));
        arguments.add((delete ? "D" : "P").getBytes(UTF_8));
        arguments.add(value);
        arguments.add(Long.toString(ttlMillis).getBytes(UTF_8));
        arguments.add(id.getBytes(UTF_8));
    }

    WriteOutcome outcome(long reply) {
        if (reply > 0) return new WriteOutcome.Written(reply);
        var held = -1 - reply;
        return held == 0 ? new WriteOutcome.NotFound() : new WriteOutcome.Conflict(null, held);
    }
}
