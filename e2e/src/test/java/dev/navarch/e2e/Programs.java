package dev.navarch.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this machine has on PATH. */
final class Programs {
    private Programs() {}

    /** On PATH, or where Go is installed by hand. */
    static @Nullable Path find(String name) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin") + ":/usr/local/go/bin";
        return Stream.of(path.split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    static boolean present(String... names) {
        return Stream.of(names).allMatch(name -> find(name) != null);
    }
}
