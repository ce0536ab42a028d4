package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A redis-server to run: the system's when there is one, else the bundled one. */
record RedisExecutable(Path path, int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");

    static RedisExecutable find(Path unpackInto) throws IOException {
        var system = onPath();
        return system != null ? at(system) : bundled(unpackInto);
    }

    static RedisExecutable bundled(Path unpackInto) throws IOException {
        Files.createDirectories(unpackInto);
        var file =
                ExecutableProvider.newJarResourceProvider(unpackInto.toFile()).get();
        return at(file.toPath());
    }

    static RedisExecutable at(Path path) throws IOException {
        var process = new ProcessBuilder(path.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var matcher = VERSION.matcher(output);
        if (!matcher.find()) {
            throw new StorageException(path + " --version says '" + output.strip() + "', not which Redis it is", null);
        }
        var found = new RedisExecutable(path, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        if (!found.isAtLeast(6, 2)) {
            throw new StorageException(
                    path + " is Redis " + found.major + "." + found.minor + ", Navarch needs 6.2 or newer", null);
        }
        return found;
    }

    boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    private static @Nullable Path onPath() {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator
                + "/usr/local/bin:/usr/bin:/opt/homebrew/bin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
