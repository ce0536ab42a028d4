package dev.navarch.standalone.cluster;

import dev.navarch.standalone.TrainingRun;
import dev.navarch.standalone.process.JavaCommand;
import dev.navarch.standalone.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the control plane once, in memory and with a simulated node, and keeps what the JVM learned of its classes: later starts
 * read it instead of loading and linking anew.
 */
public final class AotTraining {
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration WRITTEN = Duration.ofMinutes(10);

    private final JavaCommand java = JavaCommand.ofThisInstallation();

    /** @return whether there is a cache now */
    public boolean run() throws IOException, InterruptedException {
        SignedJars.unsign(java.libraries());
        var scratch = Files.createTempDirectory("navarch-training");
        try {
            return train(new ClusterDirectory(scratch));
        } finally {
            deleteAll(scratch);
        }
    }

    private boolean train(ClusterDirectory directory) throws IOException, InterruptedException {
        var settings = new SettingsChoice(
                        null,
                        null,
                        null,
                        null,
                        new FreePorts(Set.of()).from(SettingsChoice.FIRST_HTTP_PORT),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Telemetry.UNSAID)
                .create("training", ClusterSettings.NodeRuntime.SIMULATED, Claims.NONE);
        new ClusterIdentities(settings, directory).ensure();
        new RoleConfiguration(settings, directory).writeAll(null);
        var roles = ClusterProcesses.controlPlaneRoles(settings).stream()
                .map(role -> role.label())
                .collect(Collectors.joining(","));
        var cache = java.aotCache().resolveSibling("navarch.aot.new");
        var process = new ProcessBuilder(java.train(
                        cache,
                        TrainingRun.class.getName(),
                        roles,
                        directory.configuration().toString(),
                        java.libraries().toString()))
                .redirectErrorStream(true)
                .redirectOutput(java.aotCache().resolveSibling("training.log").toFile())
                .start();
        try {
            var api = new ClusterApi(settings, directory);
            Waiting.until(
                    READY, () -> !process.isAlive() || api.nodes().stream().anyMatch(ClusterApi.NodeSummary::ready));
        } finally {
            process.destroy();
        }
        var ended = process.waitFor(WRITTEN.toSeconds(), TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        // One that was not finished in time is no cache.
        if (!ended || !Files.exists(cache)) {
            Files.deleteIfExists(cache);
            return false;
        }
        Files.move(cache, java.aotCache(), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var walk = Files.walk(directory)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
