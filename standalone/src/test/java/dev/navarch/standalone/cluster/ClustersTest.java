package dev.navarch.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.pki.FileOwner;
import dev.navarch.standalone.cluster.ClusterSettings.NodeRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClustersTest {
    private static final SettingsChoice ANYTHING =
            new SettingsChoice(null, null, null, null, null, null, null, null, null, null, Telemetry.UNSAID);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Clusters clusters;

    @BeforeEach
    void areThoseOfAUser() {
        clusters = new Clusters(new CallingUser(false, null, home, new FileOwner.Unchanged()));
    }

    @Test
    void aClusterLeavesToTheOthersWhatIsTheirsWhereverTheirDataIs() throws Exception {
        var here = bringUp("here", clusters.locate("here", null));
        var elsewhere = bringUp("elsewhere", clusters.locate("elsewhere", home.resolve("data")));
        Files.createDirectories(home.resolve(".navarch/broken"));
        Files.writeString(home.resolve(".navarch/broken/cluster.json"), "{");

        assertThat(clusters.claimsBeside("third").ports()).contains(here.port(), elsewhere.port());
        assertThat(clusters.claimsBeside("here").ports())
                .contains(elsewhere.port())
                .doesNotContain(here.port());
        assertThat(elsewhere.portBase()).isNotEqualTo(here.portBase());
    }

    private ClusterSettings bringUp(String name, ClusterDirectory directory) {
        var settings = ANYTHING.create(name, NodeRuntime.SIMULATED, clusters.claimsBeside(name));
        directory.writeSettings(settings);
        clusters.remember(name, directory);
        return settings;
    }
}
