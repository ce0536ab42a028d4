package dev.navarch.resources.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The recorded answers, which lie in {@code shared/golden} beside the project or beside one of the folders above it. */
public final class GoldenFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenFiles() {}

    /** Skips the test, saying why, where the answers are not there. */
    public static Path folder() {
        var folder = findFolder();
        Assumptions.assumeTrue(folder != null, "no recorded answers in shared/golden beside the project");
        return java.util.Objects.requireNonNull(folder);
    }

    public static JsonNode read(Path file) {
        return JSON.readTree(file.toFile());
    }

    /** @param glob such as {@code kind-*.json} */
    public static List<Path> list(String glob) {
        var folder = folder();
        try (var files = Files.newDirectoryStream(
                glob.contains("/") ? folder.resolve(glob).getParent() : folder,
                glob.substring(glob.indexOf('/') + 1))) {
            var found = new java.util.ArrayList<Path>();
            files.forEach(found::add);
            return found.stream().sorted().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static @Nullable Path findFolder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var folder = at.resolve("shared/golden");
            if (Files.isDirectory(folder)) return folder;
        }
        return null;
    }
}
