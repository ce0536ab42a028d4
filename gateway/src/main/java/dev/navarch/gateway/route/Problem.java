package dev.navarch.gateway.route;

import io.kubernetes.client.openapi.models.V1Ingress;
import java.util.Objects;

/** Something of an Ingress that cannot be served as it is; the rest of it is. */
public record Problem(V1Ingress ingress, String reason, String message) {
    /** The same problem of the same Ingress, whatever else changed about that. */
    public record Id(String uid, String reason, String message) {}

    public Id id() {
        var uid = Objects.requireNonNull(ingress.getMetadata()).getUid();
        return new Id(Objects.requireNonNullElse(uid, ""), reason, message);
    }
}
