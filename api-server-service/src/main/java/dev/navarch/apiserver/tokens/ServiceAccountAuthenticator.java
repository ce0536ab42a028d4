package dev.navarch.apiserver.tokens;

import dev.navarch.apiserver.authentication.Authenticator;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.apiserver.tokens.TokenClaims.Bound;
import dev.navarch.apiserver.tokens.TokenClaims.BoundKind;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Takes a token of ours for its service account, as long as the account and what the token is bound to are still there. */
public final class ServiceAccountAuthenticator implements Authenticator {
    private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
    private static final String PREFIX = "authentication.kubernetes.io/";

    private final TokenVerifier verifier;
    private final ObjectReader objects;
    private final Set<String> ownAudiences;
    private final Clock clock;

    /** @param ownAudiences of which a token must have one to be used here */
    public ServiceAccountAuthenticator(
            TokenVerifier verifier, ObjectReader objects, Set<String> ownAudiences, Clock clock) {
        this.verifier = verifier;
        this.objects = objects;
        this.ownAudiences = Set.copyOf(ownAudiences);
        this.clock = clock;
    }

    @Override
    public @Nullable UserInfo authenticate(Credentials credentials) {
        var token = credentials.bearerToken();
        if (token == null) return null;
        return switch (review(token, ownAudiences)) {
            case Review.Accepted accepted -> accepted.user();
            case Review.Refused _ -> throw StatusException.unauthorized();
            case Review.Foreign _ -> null;
        };
    }

    /** What a TokenReview is told. */
    sealed interface Review {
        record Accepted(UserInfo user, List<String> audiences) implements Review {}

        record Refused(String why) implements Review {}

        record Foreign() implements Review {}
    }

    Set<String> ownAudiences() {
        return ownAudiences;
    }

    Review review(String token, Set<String> audiences) {
        return switch (verifier.verify(token)) {
            case TokenVerifier.Verdict.Foreign() -> new Review.Foreign();
            case TokenVerifier.Verdict.Invalid(var why) -> new Review.Refused(why);
            case TokenVerifier.Verdict.Valid(var claims) -> review(claims, audiences);
        };
    }

    private Review review(TokenClaims claims, Set<String> audiences) {
        var common = claims.audiences().stream().filter(audiences::contains).toList();
        if (common.isEmpty())
            return new Review.Refused("token audiences " + claims.audiences() + " is invalid for the target audiences "
                    + List.copyOf(audiences));
        var account = objects.find(
                ACCOUNTS, claims.account().namespace(), claims.account().name());
        if (account == null || !alive(account, claims.accountUid()))
            return new Review.Refused("service account token has been invalidated");
        var bound = claims.boundTo();
        if (bound != null && !exists(bound, claims))
            return new Review.Refused("service account token has been invalidated");
        return new Review.Accepted(user(claims), common);
    }

    private boolean exists(Bound bound, TokenClaims claims) {
        var namespace = bound.kind().namespaced() ? claims.account().namespace() : "";
        var object = objects.find(
                new GroupResource("", bound.kind().resource()),
                namespace,
                bound.object().name());
        return object != null && alive(object, bound.object().uid());
    }

    /** A pod that is being deleted keeps its token for a minute beyond its grace period. */
    private boolean alive(ObjectNode object, String uid) {
        var metadata = object.path("metadata");
        if (!metadata.path("uid").asString("").equals(uid)) return false;
        var deletion = metadata.path("deletionTimestamp").asString("");
        return deletion.isEmpty()
                || clock.instant().isBefore(Instant.parse(deletion).plusSeconds(60));
    }

    private static UserInfo user(TokenClaims claims) {
        var extra = new LinkedHashMap<String, List<String>>();
        if (!claims.id().isEmpty()) extra.put(PREFIX + "credential-id", List.of("JTI=" + claims.id()));
        var bound = claims.boundTo();
        if (bound != null && bound.kind() == BoundKind.POD) put(extra, "pod", bound.object());
        if (bound != null && bound.kind() == BoundKind.NODE) put(extra, "node", bound.object());
        var node = claims.node();
        if (node != null) put(extra, "node", node);
        return new UserInfo(
                claims.account().userName(),
                claims.accountUid(),
                claims.account().groups(),
                extra);
    }

    private static void put(Map<String, List<String>> extra, String what, TokenClaims.Named named) {
        extra.put(PREFIX + what + "-name", List.of(named.name()));
        if (!named.uid().isEmpty()) extra.put(PREFIX + what + "-uid", List.of(named.uid()));
    }
}
