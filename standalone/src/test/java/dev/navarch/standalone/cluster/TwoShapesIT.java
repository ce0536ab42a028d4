package dev.navarch.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.standalone.BeanReport;
import dev.navarch.standalone.Role;
import dev.navarch.standalone.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One JVM or a process a role: each role consists of the same beans. */
class TwoShapesIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final List<Process> processes = new ArrayList<>();
    private List<Role> roles = List.of();
    private ClusterDirectory directory = new ClusterDirectory(Path.of(""));

    @TempDir
    private Path scratch;

    @BeforeEach
    void describesACluster() {
        directory = new ClusterDirectory(scratch.resolve("cluster"));
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
                .create("shapes", ClusterSettings.NodeRuntime.SIMULATED, Claims.NONE);
        new ClusterIdentities(settings, directory).ensure();
        new RoleConfiguration(settings, directory).writeAll(null);
        roles = ClusterProcesses.controlPlaneRoles(settings);
    }

    @AfterEach
    void endsAllProcesses() throws InterruptedException {
        for (var process : processes) process.destroyForcibly().waitFor();
        processes.clear();
    }

    @Test
    void eachRoleHasTheSameBeansInOneJvmAndAlone() throws Exception {
        var together = scratch.resolve("together");
        start(roles, together);
        roles.forEach(role -> awaitReport(together, role));
        endsAllProcesses();

        var apart = scratch.resolve("apart");
        for (var role : roles) {
            start(List.of(role), apart);
            awaitReport(apart, role);
        }
        for (var role : roles) {
            assertThat(together.resolve(role.label())).hasSameTextualContentAs(apart.resolve(role.label()));
        }
    }

    private void start(List<Role> started, Path reports) throws IOException {
        var labels = started.stream().map(Role::label).collect(Collectors.joining(","));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaCommand.flags());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                BeanReport.class.getName(), labels, directory.configuration().toString(), reports.toString()));
        var log = Files.createDirectories(directory.logs())
                .resolve(labels + ".log")
                .toFile();
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
    }

    private void awaitReport(Path reports, Role role) {
        await("the beans of " + role.label())
                .atMost(LIMIT)
                .failFast("a process ended", () -> processes.stream().anyMatch(process -> !process.isAlive()))
                .until(() -> Files.exists(reports.resolve(role.label())));
    }
}
