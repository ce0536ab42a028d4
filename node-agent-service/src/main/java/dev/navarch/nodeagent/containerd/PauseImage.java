package dev.navarch.nodeagent.containerd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The sandbox image: catatonit alone, sleeping and reaping. */
final class PauseImage {
    private PauseImage() {}

    static DockerArchive of(String name, Path catatonit) throws IOException {
        var layer = new TarArchive().file("catatonit", 0755, Files.readAllBytes(catatonit));
        return new DockerArchive(name, layer, Map.of("Entrypoint", List.of("/catatonit", "-P"), "User", "65535:65535"));
    }
}
