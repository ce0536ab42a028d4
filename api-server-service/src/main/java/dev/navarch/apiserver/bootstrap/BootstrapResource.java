package dev.navarch.apiserver.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables beside these classes. */
final class BootstrapResource {
    private BootstrapResource() {}

    static byte[] bytes(String name) {
        try (var stream = BootstrapResource.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException("Resource " + name + " is missing");
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
    }
}
