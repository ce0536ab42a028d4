package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.ClusterProcesses;
import dev.navarch.standalone.cluster.ClusterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints the log of a role's process, or the end of each.")
public final class LogsCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ROLE", description = "As in navarch status: a role or a process.")
    private @Nullable String role;

    @Option(
            names = "--tail",
            paramLabel = "LINES",
            defaultValue = "40",
            description = "How much of the end (default: ${DEFAULT-VALUE}; -1 for all).")
    private int tail = 40;

    @Override
    public Integer call() throws IOException {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var settings = cluster.existing();
        var directory = cluster.directory();
        for (var log : logs(directory.logs(), settings)) {
            if (role == null) out.println("==> " + log + " <==");
            var lines = Files.readAllLines(log);
            var from = tail < 0 ? 0 : Math.max(0, lines.size() - tail);
            lines.subList(from, lines.size()).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private List<Path> logs(Path directory, ClusterSettings settings) throws IOException {
        if (!Files.isDirectory(directory)) throw new UserError("No logs yet in " + directory);
        try (var files = Files.list(directory)) {
            var all = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
            if (role == null) return all;
            var named = all.stream()
                    .filter(file -> matches(file.getFileName().toString(), role))
                    .toList();
            if (!named.isEmpty()) return named;
            var shared = directory.resolve("control-plane.log");
            if (!settings.split()
                    && ClusterProcesses.controlPlaneRoles(settings).stream()
                            .anyMatch(known -> known.label().equals(role))) return List.of(shared);
            throw new UserError("No log of " + role + "; there are: "
                    + all.stream()
                            .map(file -> file.getFileName().toString().replace(".log", ""))
                            .toList());
        }
    }

    private static boolean matches(String file, String role) {
        return file.equals(role + ".log") || (role.equals("node-agent") && file.startsWith("node-agent-"));
    }
}
