package dev.navarch.machinery.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads the data files beside this class. */
final class ResourceLines {
    private ResourceLines() {}

    static void read(String name, Consumer<String> consumer) {
        try (var stream = ResourceLines.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException(name + " is not on the class path");
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(consumer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
