package dev.navarch.operations.access;

import dev.navarch.client.AccessReviews;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import io.kubernetes.client.openapi.models.V1NonResourceAttributes;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1SubjectAccessReviewSpec;
import io.kubernetes.client.openapi.models.V1TokenReview;
import io.kubernetes.client.openapi.models.V1TokenReviewSpec;
import io.kubernetes.client.openapi.models.V1UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By TokenReview and SubjectAccessReview, for which the asking service is bound to {@code system:auth-delegator}. */
final class ApiServerReviewer implements Reviewer {
    private final ResourceClient<V1TokenReview> tokens;
    private final AccessReviews accesses;

    ApiServerReviewer(ClusterClient client) {
        this.tokens = client.resource(V1TokenReview.class);
        this.accesses = new AccessReviews(client);
    }

    @Override
    public @Nullable Caller authenticate(String token) {
        var status = tokens.create(
                        new V1TokenReview().metadata(new V1ObjectMeta()).spec(new V1TokenReviewSpec().token(token)))
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAuthenticated()) && status.getUser() != null
                ? caller(status.getUser())
                : null;
    }

    @Override
    public boolean allows(Caller caller, String verb, String path) {
        var spec = new V1SubjectAccessReviewSpec()
                .user(caller.name())
                .uid(caller.uid())
                .groups(caller.groups())
                .extra(caller.extra())
                .nonResourceAttributes(new V1NonResourceAttributes().verb(verb).path(path));
        return accesses.allow(spec);
    }

    private static Caller caller(V1UserInfo user) {
        return new Caller(
                Objects.requireNonNullElse(user.getUsername(), ""),
                Objects.requireNonNullElse(user.getUid(), ""),
                Objects.requireNonNullElse(user.getGroups(), List.of()),
                Objects.requireNonNullElse(user.getExtra(), Map.of()));
    }
}
