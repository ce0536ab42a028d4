package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealKubectl;
import dev.navarch.testing.condition.RealNodes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing of a cluster stays on the machine once it is down, though pods were running and a Service was served. */
@RealNodes
@RealKubectl
class HostAsBeforeE2E {
    /** What to look at → the command that shows it, a thing a line. Counters and ages are not things. */
    private static final Map<String, String> LOOKS = looks();

    @Test
    void downLeavesRulesLinksNamespacesMountsSysctlsAndProcessesAsTheyWere() {
        var before = look();
        try (var cluster = new TestCluster("host-before")) {
            cluster.up("--runtime", "containerd", "--nodes", "2").orFail();
            runPods(cluster);
            assertThat(look()).isNotEqualTo(before);

            cluster.navarch("down").orFail();
            awaitAsBefore(before);
        }
        awaitAsBefore(before);
    }

    private static void runPods(TestCluster cluster) {
        var example = TestCluster.projectRoot().resolve("examples/hello");
        ExampleImages.load(cluster, "front", "back");
        cluster.kubectl("apply", "-f", example.resolve("hello.yaml").toString());
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=80s");
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=80s");
    }

    /** What others on this machine bring and take meanwhile is not held against the cluster for long: it has to be gone at some look. */
    private static void awaitAsBefore(Map<String, Set<String>> before) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var after = look();
            for (var what : LOOKS.keySet()) {
                assertThat(after.get(what)).as(what).containsExactlyElementsOf(before.get(what));
            }
        });
    }

    private static Map<String, Set<String>> look() {
        var seen = new LinkedHashMap<String, Set<String>>();
        LOOKS.forEach((what, command) ->
                seen.put(what, show(command).lines().collect(Collectors.toCollection(TreeSet::new))));
        return seen;
    }

    private static String show(String command) {
        return Shell.run(Duration.ofSeconds(60), Map.of(), "", List.of("sh", "-c", command))
                .orFail();
    }

    private static Map<String, String> looks() {
        var looks = new LinkedHashMap<String, String>();
        looks.put("nftables rules", "nft -s list ruleset | sed 's/ expires [^ ,}]*//'");
        looks.put("links", "ip -o link | sed 's/^[0-9]*: //; s/@.*//; s/: .*//'");
        looks.put("addresses", "ip -o -4 addr | awk '{print $2, $4}'");
        looks.put("routes", "ip -4 route show table all");
        looks.put("network namespaces", "ls /run/netns 2>/dev/null || true");
        looks.put("mounts", "awk '{print $5}' /proc/self/mountinfo");
        looks.put(
                "sysctls",
                "sysctl -a 2>/dev/null | grep -E '^(net.ipv4.(ip_forward|conf.all|conf.default)|fs.inotify|vm.overcommit|kernel.panic)'");
        looks.put("cgroups", "find /sys/fs/cgroup -type d -path '*navarch*' | sed 's/[0-9]*$//'");
        looks.put("processes", "ps -eo args | grep -E 'host-before' | grep -v -E 'grep|ps -eo' || true");
        return looks;
    }
}
