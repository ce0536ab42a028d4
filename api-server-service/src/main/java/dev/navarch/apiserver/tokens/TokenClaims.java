package dev.navarch.apiserver.tokens;

import dev.navarch.apiserver.identity.ServiceAccountName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service-account token says.
 *
 * @param boundTo the object with which the token ends; null for one that only its account ends
 * @param node where the pod it is bound to runs
 * @param warnAfter from when on its use should be complained about
 */
public record TokenClaims(
        String id,
        ServiceAccountName account,
        String accountUid,
        List<String> audiences,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Bound boundTo,
        @Nullable Named node,
        @Nullable Instant warnAfter) {
    public TokenClaims {
        audiences = List.copyOf(audiences);
    }

    public record Bound(BoundKind kind, Named object) {}

    public enum BoundKind {
        POD("pod", "Pod", "pods"),
        SECRET("secret", "Secret", "secrets"),
        NODE("node", "Node", "nodes");

        private final String claim;
        private final String kind;
        private final String resource;

        BoundKind(String claim, String kind, String resource) {
            this.claim = claim;
            this.kind = kind;
            this.resource = resource;
        }

        String claim() {
            return claim;
        }

        String kind() {
            return kind;
        }

        String resource() {
            return resource;
        }

        boolean namespaced() {
            return this != NODE;
        }
    }

    public record Named(String name, String uid) {}
}
