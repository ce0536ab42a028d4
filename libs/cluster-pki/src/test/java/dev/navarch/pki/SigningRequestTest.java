package dev.navarch.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningRequestTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final CertificateRequest NODE = new CertificateRequest(
            "system:node:n1",
            List.of("system:nodes"),
            Set.of("n1"),
            Set.of("192.0.2.7", "2001:db8::1"),
            CertificateRequest.Usage.SERVER);

    private final CertificateAuthority authority =
            CertificateAuthority.create("test-ca", Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void whatIsWrittenIsRead() {
        var keys = CertificateAuthority.newKeyPair();

        var read = SigningRequest.parse(SigningRequest.write(keys, NODE));

        assertThat(read.commonName()).isEqualTo("system:node:n1");
        assertThat(read.organizations()).containsExactly("system:nodes");
        assertThat(read.dnsNames()).containsExactly("n1");
        assertThat(read.addresses()).isEqualTo(CertificateNames.canonical(NODE.addresses()));
        assertThat(read.otherNames()).isEmpty();
        assertThat(read.publicKey()).isEqualTo(keys.getPublic());
    }

    @Test
    void aRequestThatIsSignedByAnotherKeyIsRefused() {
        var forged = new java.security.KeyPair(
                CertificateAuthority.newKeyPair().getPublic(),
                CertificateAuthority.newKeyPair().getPrivate());
        var pem = SigningRequest.write(forged, NODE);

        assertThatThrownBy(() -> SigningRequest.parse(pem)).isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> SigningRequest.parse("hello")).isInstanceOf(PkiException.class);
    }

    @Test
    void aSignedRequestIsACertificateOverTheSendersKey() throws Exception {
        var keys = CertificateAuthority.newKeyPair();
        var request = SigningRequest.parse(SigningRequest.write(keys, NODE));

        var certificate = authority.sign(request, List.of("digital signature", "server auth"), Duration.ofMinutes(10));

        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(CertificateNames.addresses(certificate)).isEqualTo(CertificateNames.canonical(NODE.addresses()));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getKeyUsage()).startsWith(true, false, false);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        certificate.verify(authority.certificate().getPublicKey());
    }

    @Test
    void noCertificateOutlivesItsAuthorityAndNoneIsOne() {
        var request = SigningRequest.parse(SigningRequest.write(CertificateAuthority.newKeyPair(), NODE));

        var certificate = authority.sign(request, List.of("client auth"), Duration.ofDays(36500));

        assertThat(certificate.getNotAfter()).isEqualTo(authority.certificate().getNotAfter());
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThatThrownBy(() -> authority.sign(request, List.of("cert sign"), Duration.ofDays(1)))
                .hasMessageContaining("cert sign");
    }

    /** As in every process with a client in it: client-java installs Bouncy Castle, whose keys are called otherwise. */
    @Test
    void anAuthorityIsLoadedAlsoWhereBouncyCastleIsInstalled(@TempDir Path directory) {
        ClusterPki.open(directory);
        Security.addProvider(new BouncyCastleProvider());
        try {
            var loaded = CertificateAuthority.load(
                    directory.resolve("ca.key"), directory.resolve("ca.crt"), Clock.systemUTC());
            var keys = CertificateAuthority.newKeyPair();
            var request = SigningRequest.parse(SigningRequest.write(keys, NODE));

            var certificate = loaded.sign(request, List.of("server auth"), Duration.ofHours(1));

            assertThat(loaded.vouchesFor(certificate, Duration.ZERO)).isTrue();
            var accounts = ClusterPki.open(directory).ensureServiceAccountKey();
            assertThat(accounts.getPrivate().getAlgorithm()).isEqualTo("EC");
            assertThat(accounts.getPublic().getAlgorithm()).isEqualTo("EC");
        } finally {
            Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
    }

    @Test
    void anAuthorityIsKnownByTheDigestOfItsKey() {
        var pin = PublicKeyPin.of(authority.certificate());

        assertThat(new PublicKeyPin(pin.text().toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(pin);
        assertThatThrownBy(() -> new PublicKeyPin("sha256:abc")).hasMessageContaining("64 hexadecimal digits");
    }
}
