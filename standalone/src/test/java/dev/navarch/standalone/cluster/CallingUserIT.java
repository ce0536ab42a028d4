package dev.navarch.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.pki.FileOwner;
import dev.navarch.testing.condition.RealNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only root can give files away. */
@RealNodes
class CallingUserIT {
    private static final int SOMEBODY = 65_534;

    private final CallingUser user =
            new CallingUser(true, "somebody", Path.of("/home/somebody"), new FileOwner.User(SOMEBODY, SOMEBODY));

    @Test
    void givesAllFilesOfAClusterAwayButThoseOfItsNodes(@TempDir Path root) throws Exception {
        var log =
                Files.writeString(Files.createDirectories(root.resolve("logs")).resolve("api-server.log"), "");
        var image = Files.writeString(
                Files.createDirectories(root.resolve("nodes/n1")).resolve("image"), "");

        user.ownAll(root, root.resolve("nodes"));

        assertThat(Files.getAttribute(root, "unix:uid")).isEqualTo(SOMEBODY);
        assertThat(Files.getAttribute(log, "unix:uid")).isEqualTo(SOMEBODY);
        assertThat(Files.getAttribute(log, "unix:gid")).isEqualTo(SOMEBODY);
        assertThat(Files.getAttribute(image, "unix:uid")).isEqualTo(0);
    }
}
