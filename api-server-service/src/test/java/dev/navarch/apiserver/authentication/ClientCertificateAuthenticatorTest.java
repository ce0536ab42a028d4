package dev.navarch.apiserver.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.machinery.status.StatusException;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.FileOwner;
import dev.navarch.pki.KeyAndCertificate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientCertificateAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void theSubjectIsTheUserAndItsGroups() {
        var pki = pki("a");

        var user = Objects.requireNonNull(
                order(pki, NOW).authenticate(credentials(pki.issueClientCertificate("ann", List.of("dev", "ops")))));

        assertThat(user.name()).isEqualTo("ann");
        assertThat(user.groups()).containsExactlyInAnyOrder("dev", "ops", "system:authenticated");
        assertThat(user.extra().get("authentication.kubernetes.io/credential-id"))
                .singleElement()
                .asString()
                .startsWith("X509SHA256=");
    }

    @Test
    void aForeignCertificateIsRefused() {
        var foreign = pki("b").issueClientCertificate("ann", List.of("system:masters"));

        assertUnauthorized(() -> order(pki("a"), NOW).authenticate(credentials(foreign)));
    }

    @Test
    void anExpiredCertificateIsRefusedEvenIfItWasGoodBefore() {
        var pki = pki("a");
        var issued = pki.issueClientCertificate("ann", List.of());
        var clock = new MovableClock(NOW);
        var order = new AuthenticationOrder(
                List.of(new ClientCertificateAuthenticator(pki.authority().certificate(), clock)));
        assertThat(order.authenticate(credentials(issued))).isNotNull();

        clock.now = NOW.plus(Duration.ofDays(366));

        assertUnauthorized(() -> order.authenticate(credentials(issued)));
    }

    @Test
    void aServersCertificateIsNoClients() {
        var pki = pki("a");
        var server = pki.ensureServerCertificate(List.of(), List.of());

        assertUnauthorized(() -> order(pki, NOW).authenticate(credentials(server)));
    }

    @Test
    void withoutCredentialsNobodyIsNamed() {
        assertThat(order(pki("a"), NOW).authenticate(new Authenticator.Credentials(List.of(), null)))
                .isNull();
    }

    @Test
    void aTokenNobodyKnowsIsRefused() {
        assertUnauthorized(
                () -> order(pki("a"), NOW).authenticate(new Authenticator.Credentials(List.of(), "nonsense")));
    }

    private ClusterPki pki(String name) {
        return ClusterPki.open(directory.resolve(name), new FileOwner.Unchanged(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static AuthenticationOrder order(ClusterPki pki, Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new AuthenticationOrder(
                List.of(new ClientCertificateAuthenticator(pki.authority().certificate(), clock)));
    }

    private static Authenticator.Credentials credentials(KeyAndCertificate client) {
        return new Authenticator.Credentials(List.of(client.certificate()), null);
    }

    private static void assertUnauthorized(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.status().code()).isEqualTo(401));
    }

    private static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
