package dev.navarch.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The processes of one cluster, a file each, so that the next command finds them again after any kill. */
public final class ProcessTable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;

    public ProcessTable(Path directory) {
        this.directory = directory;
    }

    public @Nullable ManagedProcess find(String name) {
        var file = file(name);
        if (!Files.exists(file)) return null;
        var process = JSON.readValue(file.toFile(), ManagedProcess.class);
        return process.alive() ? process : null;
    }

    public List<ManagedProcess> alive() {
        if (!Files.isDirectory(directory)) return List.of();
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> JSON.readValue(file.toFile(), ManagedProcess.class))
                    .filter(ManagedProcess::alive)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it in a session of its own, so that Ctrl-C here does not reach it; its output is appended to the log. */
    public ManagedProcess start(
            String name, List<String> command, Map<String, String> environment, String fingerprint, Path log) {
        var whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(command);
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var pid = builder.start().pid();
            var process = new ManagedProcess(name, pid, ProcessStat.startedTicks(pid), fingerprint, command);
            Files.writeString(file(name), JSON.writeValueAsString(process));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + name, e);
        }
    }

    /** Asks it to end, and after the time given makes it. */
    public void stop(ManagedProcess process, Duration patience) {
        var handle = ProcessHandle.of(process.pid()).orElse(null);
        if (handle != null && process.alive()) {
            handle.destroy();
            if (!awaitEnd(process, patience)) {
                handle.destroyForcibly();
                awaitEnd(process, Duration.ofSeconds(10));
            }
        }
        try {
            Files.deleteIfExists(file(process.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean awaitEnd(ManagedProcess process, Duration patience) {
        return Waiting.until(patience, () -> !process.alive());
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }
}
