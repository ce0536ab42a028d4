package dev.navarch.controller.bootstraptoken;

import io.kubernetes.client.openapi.models.V1Secret;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Secret {@code kube-system/bootstrap-token-ID}, read.
 *
 * @param expiration null for never; a malformed one has passed
 * @param signs whether it may sign cluster-info
 */
record BootstrapToken(String id, String secret, @Nullable Instant expiration, boolean signs) {
    static final String NAMESPACE = "kube-system";
    static final String TYPE = "bootstrap.kubernetes.io/token";

    private static final String NAME_PREFIX = "bootstrap-token-";

    /** @return null for a Secret that is no token */
    static @Nullable BootstrapToken find(V1Secret secret) {
        var metadata = secret.getMetadata();
        if (!TYPE.equals(secret.getType()) || !NAMESPACE.equals(metadata.getNamespace())) return null;
        var data = Objects.requireNonNullElse(secret.getData(), Map.<String, byte[]>of());
        var id = text(data, "token-id");
        var key = text(data, "token-secret");
        if (id.isEmpty() || key.isEmpty() || !metadata.getName().equals(NAME_PREFIX + id)) return null;
        var signs = text(data, "usage-bootstrap-signing").equals("true");
        return new BootstrapToken(id, key, expiration(text(data, "expiration")), signs);
    }

    boolean hasExpired(Instant now) {
        return expiration != null && !now.isBefore(expiration);
    }

    private static @Nullable Instant expiration(String text) {
        if (text.isEmpty()) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static String text(Map<String, byte[]> data, String key) {
        var bytes = data.get(key);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
