package dev.navarch.store.redis;

import java.time.Duration;

/**
 * @param commandTimeout after which an unanswered Redis counts as lost
 * @param requestTimeout how long a caller waits in all, a reconnect included
 * @param logAge events older than this are trimmed
 * @param logBytes Redis memory the log may take before its oldest events are trimmed
 * @param writeConnections each carries one batch of writes at a time
 */
public record RedisStoreSettings(
        Duration commandTimeout, Duration requestTimeout, Duration logAge, long logBytes, int writeConnections) {
    public static final RedisStoreSettings DEFAULT =
            new RedisStoreSettings(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10), 64L << 20, 2);
}
