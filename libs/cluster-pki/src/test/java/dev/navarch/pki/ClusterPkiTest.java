package dev.navarch.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterPkiTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void keepsWhatItMadeWhenOpenedAgain() {
        var first = open(NOW);
        var server = first.ensureServerCertificate(List.of("host"), List.of("10.96.0.1", "fd00::1"));
        var keys = first.ensureServiceAccountKey();

        var second = open(NOW.plus(Duration.ofDays(1)));

        assertThat(second.caPem()).isEqualTo(first.caPem());
        assertThat(second.ensureServerCertificate(List.of("host"), List.of("10.96.0.1", "fd00::1"))
                        .certificate())
                .isEqualTo(server.certificate());
        assertThat(second.ensureServiceAccountKey().getPublic()).isEqualTo(keys.getPublic());
    }

    @Test
    void reissuesTheServerCertificateWhenItsNamesChange() throws Exception {
        var pki = open(NOW);
        var before = pki.ensureServerCertificate(List.of(), List.of("10.96.0.1"));

        var after = pki.ensureServerCertificate(List.of(), List.of("10.96.0.1", "192.0.2.7"));

        assertThat(after.certificate()).isNotEqualTo(before.certificate());
        assertThat(CertificateNames.addresses(after.certificate()))
                .containsExactlyInAnyOrder("127.0.0.1", "10.96.0.1", "192.0.2.7");
        assertThat(CertificateNames.dnsNames(after.certificate())).contains("kubernetes.default.svc", "localhost");
    }

    @Test
    void aServerCertificateThatIsGoodForMoreStaysAndOneThatEndsSoonDoesNot() {
        var pki = open(NOW);
        var wide = pki.ensureServerCertificate(List.of(), List.of("10.96.0.1", "192.0.2.7"));

        assertThat(pki.ensureServerCertificate(List.of(), List.of("10.96.0.1")).certificate())
                .isEqualTo(wide.certificate());
        assertThat(pki.renewServerCertificate(wide, List.of(), List.of("192.0.2.7")))
                .isSameAs(wide);

        var end = wide.certificate().getNotAfter().toInstant();
        var late = open(end.minus(ClusterPki.RENEW_BEFORE).plusSeconds(1));

        assertThat(late.renewServerCertificate(wide, List.of(), List.of("192.0.2.7"))
                        .certificate()
                        .getNotAfter())
                .isAfter(wide.certificate().getNotAfter());
    }

    @Test
    void theFrontProxyHasAnAuthorityOfItsOwnAndKeepsIt() {
        var pki = open(NOW);
        var client = pki.frontProxy().ensureClientCertificate();

        var again = open(NOW).frontProxy();

        assertThat(again.ensureClientCertificate().certificate()).isEqualTo(client.certificate());
        assertThat(CertificateNames.commonName(client.certificate())).isEqualTo(FrontProxyPki.CLIENT_NAME);
        assertThat(again.caPem()).isNotEqualTo(pki.caPem());
        assertThat(pki.authority().vouchesFor(client.certificate(), Duration.ZERO))
                .isFalse();
    }

    @Test
    void manyServersMakeTheFrontProxysAuthorityOnce() throws Exception {
        open(NOW);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = threads.invokeAll(Collections.nCopies(
                    8, () -> open(NOW).frontProxy().ensureClientCertificate().certificate()));
            for (var one : made) assertThat(one.get()).isEqualTo(made.getFirst().get());
        }
    }

    @Test
    void renewsWhatIsAboutToExpire() {
        var before = open(NOW).ensureKubeletClientCertificate();

        var after = open(NOW.plus(Duration.ofDays(300))).ensureKubeletClientCertificate();

        assertThat(after.certificate()).isNotEqualTo(before.certificate());
    }

    @Test
    void aClientCertificateNamesUserAndGroups() {
        var pki = open(NOW);

        var issued = pki.issueClientCertificate("system:node:a", List.of("system:nodes", "odd, group"));

        assertThat(CertificateNames.commonName(issued.certificate())).isEqualTo("system:node:a");
        assertThat(CertificateNames.organizations(issued.certificate())).contains("system:nodes");
        assertThat(pki.authority().vouchesFor(issued.certificate(), Duration.ZERO))
                .isTrue();
    }

    @Test
    void anotherAuthoritysCertificateIsNotVouchedFor() {
        var other = CertificateAuthority.create("other", Clock.fixed(NOW, ZoneOffset.UTC));
        var issued = other.issue(CertificateRequest.client("ann", List.of()));

        assertThat(open(NOW).authority().vouchesFor(issued.certificate(), Duration.ZERO))
                .isFalse();
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        open(NOW).ensureServerCertificate(List.of(), List.of());

        try (var files = Files.list(directory.resolve("pki"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void refusesADirectoryWhoseAuthorityLostItsKey() throws IOException {
        open(NOW);
        Files.delete(directory.resolve("pki/ca.key"));

        assertThatThrownBy(() -> open(NOW)).isInstanceOf(PkiException.class).hasMessageContaining("ca.key");
    }

    @Test
    void aClientKubeconfigIsKeptUntilTheServerMoves() {
        var pki = open(NOW);
        var file = directory.resolve("kubeconfig/admin.conf");
        var first = pki.ensureClientKubeconfig(file, "https://127.0.0.1:6443", "ann", List.of("g"));

        assertThat(pki.ensureClientKubeconfig(file, "https://127.0.0.1:6443", "ann", List.of("g")))
                .isEqualTo(first);
        assertThat(pki.ensureClientKubeconfig(file, "https://127.0.0.1:7443", "ann", List.of("g"))
                        .clientCertificate())
                .isNotEqualTo(first.clientCertificate());
    }

    @Test
    void aPartServesWithTheCertificateOfItsKubeconfigUnderItsNameAndAddresses() throws Exception {
        var pki = open(NOW);
        var file = directory.resolve("kubeconfig/dns");
        var first = pki.ensurePartKubeconfig(file, "https://api:6443", "navarch:dns", "dns", List.of("192.0.2.7"));
        var certificate = Pem.certificate(first.clientCertificate());

        assertThat(CertificateNames.dnsNames(certificate)).contains("*.dns.navarch-system.svc");
        assertThat(CertificateNames.addresses(certificate)).containsExactlyInAnyOrder("127.0.0.1", "192.0.2.7");
        assertThat(certificate.getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(pki.ensurePartKubeconfig(file, "https://api:6443", "navarch:dns", "dns", List.of("192.0.2.7")))
                .isEqualTo(first);
    }

    private ClusterPki open(Instant now) {
        return ClusterPki.open(directory.resolve("pki"), new FileOwner.Unchanged(), Clock.fixed(now, ZoneOffset.UTC));
    }
}
