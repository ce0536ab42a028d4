package dev.navarch.store.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the Redis that runs on a data directory, by its working directory: a lost or stale pid file misleads nobody. */
final class RedisProcess {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern PID = Pattern.compile("\\d+");

    private RedisProcess() {}

    static @Nullable ProcessHandle findOn(RedisDirectory directory) throws IOException {
        if (!Files.isDirectory(PROC.resolve("self"))) return byPidFile(directory);
        var wanted = directory.path().toRealPath();
        try (var processes = Files.newDirectoryStream(
                PROC, path -> PID.matcher(path.getFileName().toString()).matches())) {
            for (var process : processes) {
                if (isRedisIn(wanted, process)) {
                    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .orElse(null);
                }
            }
        }
        return null;
    }

    private static boolean isRedisIn(Path directory, Path process) {
        try {
            return Files.readString(process.resolve("comm")).startsWith("redis-server")
                    && Files.readSymbolicLink(process.resolve("cwd")).equals(directory);
        } catch (IOException e) {
            return false; // gone meanwhile, or another user's
        }
    }

    private static @Nullable ProcessHandle byPidFile(RedisDirectory directory) throws IOException {
        var pid = directory.read(directory.pidFile());
        if (pid == null || !PID.matcher(pid).matches()) return null;
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("").contains("redis-server"))
                .orElse(null);
    }
}
