package dev.navarch.bench.api;

import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.Kubeconfig;
import dev.navarch.pki.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link YardstickServer}. */
final class Yardstick implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Process process;
    private final Kubeconfig access;

    private Yardstick(Process process, Kubeconfig access) {
        this.process = process;
        this.access = access;
    }

    static Yardstick start(Path directory, byte[] body) throws IOException {
        var folder = Files.createTempDirectory(directory, "yardstick");
        var authority = CertificateAuthority.create("yardstick", Clock.systemUTC());
        var identity =
                authority.issue(CertificateRequest.server("yardstick", List.of("localhost"), List.of("127.0.0.1")));
        Files.write(folder.resolve("body"), body);
        Files.writeString(folder.resolve("key.pem"), identity.keyPem());
        Files.writeString(folder.resolve("certificate.pem"), identity.certificatePem());
        var process = java(folder).start();
        var port = process.inputReader().readLine();
        if (port == null) throw new IllegalStateException("The yardstick did not start; see its output above");
        var authorityPem = Pem.write(authority.certificate());
        return new Yardstick(
                process, Kubeconfig.of("yardstick", "https://127.0.0.1:" + port, "", authorityPem, "", ""));
    }

    private static ProcessBuilder java(Path folder) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        YardstickServer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    Kubeconfig access() {
        return access;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
