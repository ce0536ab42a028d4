package dev.navarch.store.redis;

import java.net.URI;

/** The redis.conf of an embedded Redis: what {@link RequiredSettings} asks for, and where things are. */
final class EmbeddedRedisConfiguration {
    private EmbeddedRedisConfiguration() {}

    static String of(RedisDirectory directory, RedisEndpoint endpoint) {
        var uri = URI.create(endpoint.uri());
        return """
                bind %s
                port %d
                requirepass %s
                protected-mode yes
                daemonize yes
                dir "%s"
                pidfile "%s"
                logfile "%s"
                always-show-logo no
                save ""
                appendonly yes
                appendfsync always
                no-appendfsync-on-rewrite no
                aof-use-rdb-preamble yes
                aof-load-truncated yes
                auto-aof-rewrite-percentage 100
                auto-aof-rewrite-min-size 64mb
                maxmemory-policy noeviction
                stream-node-max-bytes 65536
                """.formatted(
                        uri.getHost(),
                        uri.getPort(),
                        uri.getUserInfo().substring(1),
                        directory.path(),
                        directory.pidFile(),
                        directory.log());
    }
}
