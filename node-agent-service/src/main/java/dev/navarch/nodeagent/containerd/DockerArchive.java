package dev.navarch.nodeagent.containerd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image of one layer, as {@code docker save} would write it.
 *
 * @param config the image's config object: Entrypoint, Cmd, Env, User, WorkingDir
 */
public record DockerArchive(String name, TarArchive layer, Map<String, Object> config) {
    private static final JsonMapper JSON = new JsonMapper();

    public DockerArchive {
        config = Map.copyOf(config);
    }

    public byte[] toBytes() {
        var layerBytes = layer.toBytes();
        var image = Map.of(
                "architecture",
                architecture(),
                "os",
                "linux",
                "config",
                config,
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of("sha256:" + sha256(layerBytes))));
        var manifest =
                List.of(Map.of("Config", "config.json", "RepoTags", List.of(name), "Layers", List.of("layer.tar")));
        return new TarArchive()
                .file("config.json", 0644, JSON.writeValueAsBytes(image))
                .file("layer.tar", 0644, layerBytes)
                .file("manifest.json", 0644, JSON.writeValueAsBytes(manifest))
                .toBytes();
    }

    public void writeTo(Path file) throws IOException {
        Files.write(file, toBytes());
    }

    private static String architecture() {
        return System.getProperty("os.arch", "amd64").equals("aarch64") ? "arm64" : "amd64";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
