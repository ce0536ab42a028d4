package dev.navarch.scheduler.cycle;

import static dev.navarch.scheduler.fixture.NodeBuilder.aNode;
import static dev.navarch.scheduler.fixture.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.scheduler.fixture.Clusters;
import dev.navarch.scheduler.fixture.NodeBuilder;
import dev.navarch.scheduler.fixture.PodBuilder;
import dev.navarch.scheduler.plugins.PluginCatalog;
import dev.navarch.scheduler.plugins.volumebinding.ClaimLookup;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimSpec;
import io.kubernetes.client.openapi.models.V1StorageClass;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the default plugins say about one pod and a few nodes. */
class FilterTableTest {
    private static final String HOST = "kubernetes.io/hostname";

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void saysWhy(String name, PodBuilder pod, List<NodeBuilder> nodes, String expected) {
        var plugins = PluginCatalog.defaults(_ -> Map.of("team", "red"), new OneClaim());
        var cycle = new SchedulingCycle(plugins, new Nominations(), new SplittableRandom(1));
        var decision = cycle.decide(pod.build(), Clusters.of(nodes.toArray(NodeBuilder[]::new)));
        assertThat(text(decision)).isEqualTo(expected);
    }

    private static String text(Decision decision) {
        return switch (decision) {
            case Decision.Chosen(var node) -> "on " + node.name();
            case Decision.Refused(var refusal) -> refusal.text().replace("nodes are available", "");
        };
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                row("no nodes", aPod("p"), List.of(), "no nodes available to schedule pods"),
                row("fits", aPod("p"), List.of(aNode("n")), "on n"),
                row(
                        "node name differs",
                        aPod("p").onNode("other"),
                        List.of(aNode("n")),
                        "0/1 : 1 node(s) didn't match the requested node name."),
                row("cordoned", aPod("p"), List.of(aNode("n").cordoned()), "0/1 : 1 node(s) were unschedulable."),
                row(
                        "cordoned but tolerated",
                        aPod("p").tolerating("node.kubernetes.io/unschedulable", "Exists", "", ""),
                        List.of(aNode("n").cordoned()),
                        "on n"),
                row(
                        "tainted",
                        aPod("p"),
                        List.of(aNode("n").tainted("k", "v", "NoSchedule")),
                        "0/1 : 1 node(s) had untolerated taint(s)."),
                row(
                        "another value tolerated",
                        aPod("p").tolerating("k", "Equal", "w", "NoSchedule"),
                        List.of(aNode("n").tainted("k", "v", "NoSchedule")),
                        "0/1 : 1 node(s) had untolerated taint(s)."),
                row(
                        "tolerated",
                        aPod("p").tolerating("k", "Equal", "v", ""),
                        List.of(aNode("n").tainted("k", "v", "NoExecute")),
                        "on n"),
                row(
                        "a taint to be preferred not",
                        aPod("p"),
                        List.of(aNode("n").tainted("k", "v", "PreferNoSchedule"), aNode("m")),
                        "on m"),
                row(
                        "selector",
                        aPod("p").selecting("disk", "ssd"),
                        List.of(aNode("n"), aNode("m")),
                        "0/2 : 2 node(s) didn't match Pod's node affinity/selector."),
                row(
                        "affinity In",
                        aPod("p").requiringNode("disk", "In", "ssd", "nvme"),
                        List.of(aNode("n").labelled("disk", "nvme"), aNode("m")),
                        "on n"),
                row(
                        "affinity Gt",
                        aPod("p").requiringNode("cores", "Gt", "4"),
                        List.of(aNode("n").labelled("cores", "8"), aNode("m").labelled("cores", "4")),
                        "on n"),
                row(
                        "affinity NotIn takes unlabelled nodes",
                        aPod("p").requiringNode("disk", "NotIn", "hdd"),
                        List.of(aNode("n"), aNode("m").labelled("disk", "hdd")),
                        "on n"),
                row(
                        "pinned by name, as by a DaemonSet",
                        aPod("p").pinnedTo("n"),
                        List.of(aNode("n").cordoned(), aNode("m"), aNode("o")),
                        "0/3 : 1 node(s) were unschedulable, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]."),
                row(
                        "too much of everything",
                        aPod("p").requesting("cpu", "5").requesting("memory", "9Gi"),
                        List.of(aNode("n")),
                        "0/1 : 1 Insufficient cpu, 1 Insufficient memory."),
                row(
                        "cpu taken",
                        aPod("p").requesting("cpu", "2"),
                        List.of(aNode("n").carrying(aPod("q").requesting("cpu", "2001m"))),
                        "0/1 : 1 Insufficient cpu."),
                row(
                        "init container counts when larger",
                        aPod("p").requesting("cpu", "1").initRequesting("cpu", "5", false),
                        List.of(aNode("n")),
                        "0/1 : 1 Insufficient cpu."),
                row(
                        "sidecar adds up",
                        aPod("p").requesting("cpu", "3").initRequesting("cpu", "2", true),
                        List.of(aNode("n")),
                        "0/1 : 1 Insufficient cpu."),
                row(
                        "extended resource",
                        aPod("p").requesting("example.test/gpu", "1"),
                        List.of(aNode("n"), aNode("m").allocatable("example.test/gpu", "1")),
                        "on m"),
                row(
                        "too many pods",
                        aPod("p"),
                        List.of(aNode("n").allocatable("pods", "1").carrying(aPod("q"))),
                        "0/1 : 1 Too many pods."),
                row(
                        "host port taken",
                        aPod("p").hostPort(80, "TCP", ""),
                        List.of(aNode("n").carrying(aPod("q").hostPort(80, "TCP", "127.0.0.1"))),
                        "0/1 : 1 node(s) didn't have free ports for the requested pod ports."),
                row(
                        "host port of another address",
                        aPod("p").hostPort(80, "TCP", "127.0.0.2"),
                        List.of(aNode("n").carrying(aPod("q").hostPort(80, "TCP", "127.0.0.1"))),
                        "on n"),
                row(
                        "host port of another protocol",
                        aPod("p").hostPort(80, "UDP", ""),
                        List.of(aNode("n").carrying(aPod("q").hostPort(80, "TCP", ""))),
                        "on n"),
                row(
                        "nobody to be near",
                        aPod("p").near("app", "db", HOST),
                        List.of(aNode("n")),
                        "0/1 : 1 node(s) didn't match pod affinity rules."),
                row(
                        "near",
                        aPod("p").near("app", "db", HOST),
                        List.of(aNode("n"), aNode("m").carrying(aPod("q").labelled("app", "db"))),
                        "on m"),
                row(
                        "near, but in another namespace",
                        aPod("p").near("app", "db", HOST),
                        List.of(aNode("m").carrying(aPod("q").in("else").labelled("app", "db"))),
                        "0/1 : 1 node(s) didn't match pod affinity rules."),
                row(
                        "the first of its own group",
                        aPod("p").labelled("app", "db").near("app", "db", HOST),
                        List.of(aNode("n")),
                        "on n"),
                row(
                        "away from",
                        aPod("p").awayFrom("app", "db", HOST),
                        List.of(aNode("m").carrying(aPod("q").labelled("app", "db"))),
                        "0/1 : 1 node(s) didn't match pod anti-affinity rules."),
                row(
                        "kept away by one that runs",
                        aPod("p").labelled("app", "db"),
                        List.of(aNode("m").carrying(aPod("q").awayFrom("app", "db", HOST))),
                        "0/1 : 1 node(s) didn't satisfy existing pods anti-affinity rules."),
                row(
                        "kept away in the whole zone",
                        aPod("p").labelled("app", "db"),
                        List.of(
                                aNode("m")
                                        .labelled("zone", "a")
                                        .carrying(aPod("q").awayFrom("app", "db", "zone")),
                                aNode("n").labelled("zone", "a"),
                                aNode("o").labelled("zone", "b")),
                        "on o"),
                row(
                        "a claim that is not there",
                        aPod("p").claiming("none"),
                        List.of(aNode("n"), aNode("m")),
                        "0/2 : persistentvolumeclaim \"none\" not found."),
                row(
                        "an unbound claim",
                        aPod("p").claiming("unbound"),
                        List.of(aNode("n")),
                        "0/1 : pod has unbound immediate PersistentVolumeClaims."),
                row(
                        "counts are sorted as text",
                        aPod("p").requesting("cpu", "2"),
                        List.of(
                                aNode("a").cordoned(),
                                aNode("b").tainted("k", "", "NoSchedule"),
                                aNode("c").allocatable("cpu", "1"),
                                aNode("d").allocatable("cpu", "1")),
                        "0/4 : 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 Insufficient cpu."));
    }

    private static Arguments row(String name, PodBuilder pod, List<NodeBuilder> nodes, String expected) {
        return Arguments.of(name, pod, nodes, expected);
    }

    private static final class OneClaim implements ClaimLookup {
        @Override
        public List<V1PersistentVolume> volumeList() {
            return List.of();
        }

        @Override
        public @Nullable V1PersistentVolumeClaim findClaim(String namespace, String name) {
            return name.equals("unbound")
                    ? new V1PersistentVolumeClaim()
                            .metadata(new V1ObjectMeta().name(name))
                            .spec(new V1PersistentVolumeClaimSpec())
                    : null;
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
