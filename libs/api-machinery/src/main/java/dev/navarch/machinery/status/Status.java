package dev.navarch.machinery.status;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to a request that was refused.
 *
 * @param code the HTTP status
 * @param reason the machine-readable word clients match; empty where upstream gives none
 * @param continueToken only with 410 on an expired page: resumes the list at the newest revision
 */
public record Status(
        int code,
        String reason,
        String message,
        @Nullable Details details,
        @Nullable String continueToken) {
    public Status(int code, String reason, String message, @Nullable Details details) {
        this(code, reason, message, details, null);
    }

    /** The Status object that goes to the wire. */
    public ObjectNode toJson() {
        return StatusTree.of(this);
    }

    /** @param kind the plural resource, except for Invalid, where it is the kind */
    public record Details(
            String name, String group, String kind, String uid, List<Cause> causes, int retryAfterSeconds) {
        public Details {
            causes = List.copyOf(causes);
        }

        public Details(String name, String group, String kind) {
            this(name, group, kind, "", List.of(), 0);
        }

        public Details withCauses(List<Cause> more) {
            return new Details(name, group, kind, uid, more, retryAfterSeconds);
        }
    }

    public record Cause(String reason, String message, String field) {}
}
