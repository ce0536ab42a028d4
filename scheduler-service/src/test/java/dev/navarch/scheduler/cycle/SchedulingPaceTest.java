package dev.navarch.scheduler.cycle;

import static dev.navarch.scheduler.fixture.NodeBuilder.aNode;
import static dev.navarch.scheduler.fixture.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.scheduler.cluster.ClusterCache;
import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.plugins.PluginCatalog;
import dev.navarch.scheduler.plugins.volumebinding.ClaimLookup;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1StorageClass;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulingPaceTest {
    private static final int NODES = 500;
    private static final int PODS = 5_000;

    @Test
    void placesAThousandPodsASecondOnFiveHundredNodes() {
        var cache = new ClusterCache();
        for (var i = 0; i < NODES; i++)
            cache.putNode(aNode("node-" + i).allocatable("cpu", "32").object());
        var cycle = new SchedulingCycle(
                PluginCatalog.defaults(_ -> Map.of(), new NoClaims()), new Nominations(), new SplittableRandom(1));
        var snapshot = new ClusterSnapshot();
        var begun = cpuNanos();
        for (var i = 0; i < PODS; i++) {
            var pod = aPod("pod-" + i)
                    .requesting("cpu", "100m")
                    .requesting("memory", "50Mi")
                    .build();
            cache.refresh(snapshot);
            if (cycle.decide(pod, snapshot) instanceof Decision.Chosen(var node)) cache.assume(pod, node.name());
        }
        var took = Duration.ofNanos(cpuNanos() - begun);
        cache.refresh(snapshot);
        assertThat(snapshot.nodes().stream()
                        .mapToInt(node -> node.pods().size())
                        .sum())
                .isEqualTo(PODS);
        assertThat(took).isLessThan(Duration.ofSeconds(PODS / 1_000));
        System.out.printf("%d pods on %d nodes in %d ms%n", PODS, NODES, took.toMillis());
    }

    /** Of this thread: the test must hold on a busy machine too. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static final class NoClaims implements ClaimLookup {
        @Override
        public List<V1PersistentVolume> volumeList() {
            return List.of();
        }

        @Override
        public @Nullable V1PersistentVolumeClaim findClaim(String namespace, String name) {
            return null;
        }

        @Override
        public @Nullable V1PersistentVolume findVolume(String name) {
            return null;
        }

        @Override
        public @Nullable V1StorageClass findStorageClass(String name) {
            return null;
        }
    }
}
