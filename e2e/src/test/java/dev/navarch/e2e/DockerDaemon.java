package dev.navarch.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Docker that runs on this machine; where none does, one for these tests alone, which leaves the machine's rules as they are. */
final class DockerDaemon implements AutoCloseable {
    private static final Duration COMMAND = Duration.ofSeconds(30);
    private static final Path OWN = Path.of("/tmp/navarch-e2e-docker");

    private final Map<String, String> environment;
    private final @Nullable Process process;

    private DockerDaemon(Map<String, String> environment, @Nullable Process process) {
        this.environment = environment;
        this.process = process;
    }

    static DockerDaemon startOrUse() {
        if (answers(Map.of())) return new DockerDaemon(Map.of(), null);
        var environment = Map.of("DOCKER_HOST", "unix://" + OWN + "/docker.sock");
        var daemon = new DockerDaemon(environment, start());
        await("dockerd answers, see " + OWN + "/dockerd.log")
                .atMost(Duration.ofSeconds(90))
                .until(() -> answers(environment));
        return daemon;
    }

    /** What a program has to be told to speak to this daemon. */
    Map<String, String> environment() {
        return environment;
    }

    Shell.Result docker(String... arguments) {
        return Shell.run(COMMAND, environment, "", command(arguments));
    }

    @Override
    public void close() {
        if (process == null) return;
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process start() {
        try {
            Files.createDirectories(OWN);
            return new ProcessBuilder(
                            "dockerd",
                            "--iptables=false",
                            "--ip-forward=false",
                            "--host=unix://" + OWN + "/docker.sock",
                            "--data-root=" + Path.of("target", "docker").toAbsolutePath(),
                            "--exec-root=" + OWN + "/exec",
                            "--pidfile=" + OWN + "/docker.pid",
                            "--containerd-namespace=navarch-e2e",
                            "--containerd-plugins-namespace=navarch-e2e-plugins")
                    .redirectErrorStream(true)
                    .redirectOutput(OWN.resolve("dockerd.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("dockerd does not start", e);
        }
    }

    private static boolean answers(Map<String, String> environment) {
        return Shell.run(COMMAND, environment, "", command("info")).exitCode() == 0;
    }

    private static List<String> command(String... arguments) {
        return Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
    }
}
