package dev.navarch.store.redis;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is, and how to get in.
 *
 * @param uri {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://} for TLS
 * @param certificateAuthority PEM file that a TLS server is checked against; null = the JVM's trust store
 */
public record RedisEndpoint(String uri, @Nullable Path certificateAuthority) {
    public RedisEndpoint {
        var parsed = parse(uri);
        if (!"redis".equals(parsed.getScheme()) && !"rediss".equals(parsed.getScheme())) {
            throw new IllegalArgumentException(
                    "A Redis URL begins with redis:// or rediss://, not " + parsed.getScheme());
        }
        if (parsed.getHost() == null) throw new IllegalArgumentException("The Redis URL names no host");
    }

    public RedisEndpoint(String uri) {
        this(uri, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        var parsed = parse(uri);
        return parsed.getScheme() + "://" + parsed.getHost() + (parsed.getPort() < 0 ? "" : ":" + parsed.getPort());
    }

    private static URI parse(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a Redis URL (its password may need percent-encoding)");
        }
    }
}
