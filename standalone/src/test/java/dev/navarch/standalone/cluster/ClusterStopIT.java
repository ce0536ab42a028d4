package dev.navarch.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.testing.condition.RealNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealNodes
class ClusterStopIT {
    @TempDir
    Path root;

    @Test
    void purgeLeavesNothingOfANodeBelowRunEither() throws IOException {
        var settings = new ClusterSettings(
                "purged",
                "1",
                ClusterSettings.NodeRuntime.CONTAINERD,
                false,
                1,
                6443,
                "10.244.0.0/16",
                "10.96.0.0/16",
                "10.89.1",
                21000,
                null,
                null,
                null,
                Telemetry.UNSAID);
        var directory = new ClusterDirectory(root.resolve("purged"));
        var state = ClusterNodes.directories(directory, "purged-node-1").state();
        Files.createDirectories(state.resolve("runc"));
        Files.createDirectories(directory.logs());

        new ClusterStop(settings, directory).purge();

        assertThat(state).doesNotExist();
        assertThat(directory.root()).doesNotExist();
    }
}
