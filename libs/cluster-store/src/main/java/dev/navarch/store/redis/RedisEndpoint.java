package dev.navarch.store.redis;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is, and how to get in.
 *
 * @param uri {@code redis://[[user]:password@]host[:port][,host[:port]…][/database]}, or {@code rediss://} for TLS. Of several hosts
 *     the one that is the primary is used. {@code ?ca=/file} names the certificate authority within the URL.
 * @param certificateAuthority PEM file that a TLS server is checked against; null = the one in the URL, else the JVM's trust store
 */
public record RedisEndpoint(String uri, @Nullable Path certificateAuthority) {
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>rediss?)://((?<user>[^@/?#\\s]*)@)?(?<hosts>[^@/?#\\s]+)(?<database>/\\d*)?(\\?ca=(?<ca>[^&\\s]+))?");

    public RedisEndpoint {
        var authority = parse(uri).group("ca");
        if (certificateAuthority == null && authority != null) certificateAuthority = Path.of(authority);
    }

    public RedisEndpoint(String uri) {
        this(uri, null);
    }

    /** A URL for each host, as the client library takes it. */
    List<String> addresses() {
        var parts = parse(uri);
        var user = parts.group("user") == null ? "" : parts.group("user") + "@";
        var database = Objects.requireNonNullElse(parts.group("database"), "");
        return Arrays.stream(parts.group("hosts").split(","))
                .map(host -> parts.group("scheme") + "://" + user + host + database)
                .toList();
    }

    /** Without user and password. */
    @Override
    public String toString() {
        var parts = parse(uri);
        return parts.group("scheme") + "://" + parts.group("hosts")
                + Objects.requireNonNullElse(parts.group("database"), "");
    }

    private static Matcher parse(String uri) {
        var parts = URL.matcher(uri);
        if (parts.matches()) return parts;
        throw new IllegalArgumentException(
                "Not a Redis URL. It reads redis://user:password@host:port/database, or rediss:// for TLS, with ?ca=FILE at its"
                        + " end where needed; special characters in a password need percent-encoding");
    }
}
