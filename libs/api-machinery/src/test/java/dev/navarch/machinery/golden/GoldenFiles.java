package dev.navarch.machinery.golden;

import dev.navarch.machinery.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.node.ObjectNode;

/** Recorded answers of Kubernetes, where a checkout has them beside it; tests that need them are skipped elsewhere. */
public final class GoldenFiles {
    private GoldenFiles() {}

    public static List<Path> list(String folder) {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var golden = at.resolve("shared/golden");
            if (Files.isDirectory(golden)) return jsonFiles(golden.resolve(folder));
        }
        Assumptions.abort("no recorded answers beside this checkout");
        return List.of();
    }

    private static List<Path> jsonFiles(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode read(Path file) {
        try {
            return Json.readObject(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
