package dev.navarch.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.pki.CertificateNames;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server shows follows what clients are told. */
final class ServingCertificateIT {
    @TempDir
    Path directory;

    @Test
    void theAddressOfANewEndpointIsNamedWithoutARestart() throws Exception {
        try (var server = new TlsServer(
                directory, "--server.port=" + FreePort.find(), "--navarch.api-server.advertise-address=192.0.2.1")) {
            var first = server.certificate();
            assertThat(CertificateNames.addresses(first)).doesNotContain("192.0.2.1");

            await("the endpoint's address is named")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            CertificateNames.addresses(server.certificate()).contains("192.0.2.1"));

            X509Certificate second = server.certificate();
            assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
            assertThat(CertificateNames.addresses(second)).contains("10.96.0.1", "127.0.0.1");
            assertThat(server.send("GET", "/readyz", "").statusCode()).isEqualTo(200);
        }
    }
}
