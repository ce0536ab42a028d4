package dev.navarch.bench.api;

import dev.navarch.bench.measure.YardstickProcess;
import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.Kubeconfig;
import dev.navarch.pki.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A running {@link YardstickServer}. */
record Yardstick(YardstickProcess process, Kubeconfig access) implements AutoCloseable {
    static Yardstick start(Path directory, byte[] body) throws IOException {
        var folder = Files.createTempDirectory(directory, "yardstick");
        var authority = CertificateAuthority.create("yardstick", Clock.systemUTC());
        var identity =
                authority.issue(CertificateRequest.server("yardstick", List.of("localhost"), List.of("127.0.0.1")));
        Files.write(folder.resolve("body"), body);
        Files.writeString(folder.resolve("key.pem"), identity.keyPem());
        Files.writeString(folder.resolve("certificate.pem"), identity.certificatePem());
        var process = YardstickProcess.start(YardstickServer.class, folder);
        var server = "https://127.0.0.1:" + process.port();
        var authorityPem = Pem.write(authority.certificate());
        return new Yardstick(process, Kubeconfig.of("yardstick", server, "", authorityPem, "", ""));
    }

    @Override
    public void close() {
        process.close();
    }
}
