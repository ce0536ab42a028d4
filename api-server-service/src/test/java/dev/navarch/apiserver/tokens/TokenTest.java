package dev.navarch.apiserver.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.authentication.Authenticator;
import dev.navarch.apiserver.identity.ServiceAccountName;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.apiserver.tokens.ServiceAccountAuthenticator.Review;
import dev.navarch.apiserver.tokens.TokenClaims.Bound;
import dev.navarch.apiserver.tokens.TokenClaims.BoundKind;
import dev.navarch.apiserver.tokens.TokenClaims.Named;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.pki.ClusterPki;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String AUDIENCE = "https://kubernetes.default.svc.cluster.local";
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
    private static final Bound POD = new Bound(BoundKind.POD, new Named("p", "pod-uid"));

    @TempDir
    Path directory;

    private final FakeObjects objects = new FakeObjects();
    private @Nullable TokenIssuer started;

    @BeforeEach
    void start() {
        started = issuer("a");
        objects.with(ACCOUNTS, "{'metadata': {'name': 'robot', 'namespace': 'd', 'uid': 'sa-uid'}}")
                .with(PODS, "{'metadata': {'name': 'p', 'namespace': 'd', 'uid': 'pod-uid'}}");
    }

    @Test
    void aTokenNamesItsAccountPodAndNode() {
        var user = authenticate(issuer().sign(claims(POD, NOW)), NOW);

        assertThat(user.name()).isEqualTo("system:serviceaccount:d:robot");
        assertThat(user.uid()).isEqualTo("sa-uid");
        assertThat(user.groups()).containsExactly("system:serviceaccounts", "system:serviceaccounts:d");
        assertThat(user.extra())
                .containsEntry("authentication.kubernetes.io/pod-name", List.of("p"))
                .containsEntry("authentication.kubernetes.io/pod-uid", List.of("pod-uid"))
                .containsEntry("authentication.kubernetes.io/node-name", List.of("n1"))
                .containsEntry("authentication.kubernetes.io/credential-id", List.of("JTI=id"));
    }

    @Test
    void itEndsWithItsPod() {
        var token = issuer().sign(claims(POD, NOW));
        objects.delete(PODS, "d", "p");

        assertUnauthorized(token, NOW);
    }

    @Test
    void itIsNotGoodForAnotherPodOfThatName() {
        var token = issuer().sign(claims(POD, NOW));
        objects.delete(PODS, "d", "p");
        objects.with(PODS, "{'metadata': {'name': 'p', 'namespace': 'd', 'uid': 'other'}}");

        assertUnauthorized(token, NOW);
    }

    @Test
    void itEndsWithItsAccount() {
        var token = issuer().sign(claims(null, NOW));
        objects.delete(ACCOUNTS, "d", "robot");

        assertUnauthorized(token, NOW);
    }

    @Test
    void itExpires() {
        assertUnauthorized(issuer().sign(claims(null, NOW)), NOW.plusSeconds(3601));
    }

    @Test
    void anotherKeysTokenIsRefused() {
        assertUnauthorized(issuer("b").sign(claims(null, NOW)), NOW);
    }

    @Test
    void itIsGoodForItsAudienceOnly() {
        var token = issuer().sign(claims(null, NOW));

        assertThat(authenticator(NOW).review(token, Set.of("vault"))).isInstanceOf(Review.Refused.class);
        assertThat(authenticator(NOW).review(token, Set.of("vault", AUDIENCE)))
                .isInstanceOfSatisfying(
                        Review.Accepted.class,
                        review -> assertThat(review.audiences()).containsExactly(AUDIENCE));
    }

    @Test
    void nonsenseIsNobodysToken() {
        assertThat(authenticator(NOW).authenticate(new Authenticator.Credentials(List.of(), "nonsense")))
                .isNull();
    }

    private static TokenClaims claims(@Nullable Bound bound, Instant now) {
        return new TokenClaims(
                "id",
                new ServiceAccountName("d", "robot"),
                "sa-uid",
                List.of(AUDIENCE),
                now,
                now.plusSeconds(3600),
                bound,
                bound == null ? null : new Named("n1", "node-uid"),
                null);
    }

    private TokenIssuer issuer() {
        return Objects.requireNonNull(started);
    }

    private TokenIssuer issuer(String name) {
        return new TokenIssuer(
                AUDIENCE, TokenKey.of(ClusterPki.open(directory.resolve(name)).ensureServiceAccountKey()));
    }

    private ServiceAccountAuthenticator authenticator(Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new ServiceAccountAuthenticator(new TokenVerifier(issuer(), clock), objects, Set.of(AUDIENCE), clock);
    }

    private UserInfo authenticate(String token, Instant now) {
        return Objects.requireNonNull(authenticator(now).authenticate(new Authenticator.Credentials(List.of(), token)));
    }

    private void assertUnauthorized(String token, Instant now) {
        assertThatThrownBy(() -> authenticate(token, now))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.status().code()).isEqualTo(401));
    }
}
