package dev.navarch.controller.nodelifecycle;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.pods.PodState;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Taint;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A node that was silent for too long is unknown; conditions become taints; the pods of a silent node are not ready. */
public final class NodeLifecycleController {
    private static final InformerScope LEASES = new InformerScope("kube-node-lease", "", "");
    private static final List<String> CONDITIONS = List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure");

    private final Informer<V1Node> nodes;
    private final Informer<V1Lease> leases;
    private final Informer<V1Pod> pods;
    private final ResourceClient<V1Node> client;
    private final ResourceClient<V1Pod> podClient;
    private final EventRecorder events;
    private final Heartbeats heartbeats;
    private final NodeTaints taints;
    private final ZoneHealth zones;
    private final Timing timing;
    private final Clock clock;

    /**
     * @param period between looks at a node
     * @param grace how long it may be silent
     * @param startupGrace the same for one that never said anything
     */
    public record Timing(Duration period, Duration grace, Duration startupGrace) {}

    public NodeLifecycleController(ClusterClient cluster, Timing timing, Clock clock) {
        this.nodes = cluster.informer(V1Node.class);
        this.leases = cluster.informer(V1Lease.class, LEASES);
        this.pods = cluster.informer(V1Pod.class);
        this.client = cluster.resource(V1Node.class);
        this.podClient = cluster.resource(V1Pod.class);
        this.events = cluster.events("node-controller");
        this.heartbeats = new Heartbeats(clock);
        this.taints = new NodeTaints(clock);
        this.zones = new ZoneHealth(clock);
        this.timing = timing;
        this.clock = clock;
        pods.addIndex("node", pod -> List.of(PodState.nodeName(pod)));
    }

    public Loop loop() {
        return Loop.named("node-lifecycle")
                .workers(4)
                .watching(V1Node.class)
                .watchingChanges(
                        V1Lease.class,
                        LEASES,
                        (before, after) -> before == null && after != null
                                ? List.of(Key.clusterScoped(after.getMetadata().getName()))
                                : List.of())
                .reading(V1Pod.class)
                .reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var node = nodes.find("", key.name());
        if (node == null) {
            heartbeats.forget(key.name());
            return Outcome.done();
        }
        if (!heartbeats.knows(key.name())) {
            events.normal(
                    node,
                    "RegisteredNode",
                    "Node %s event: Registered Node %s in Controller".formatted(key.name(), key.name()));
        }
        var current = judge(node);
        current = taint(current);
        if (!"True".equals(NodeTaints.status(current, "Ready"))) {
            markPodsNotReady(key.name());
        }
        return Outcome.requeueAfter(timing.period());
    }

    /** Writes Unknown over the conditions of a silent node. */
    private V1Node judge(V1Node node) {
        var heard = heartbeats.lastHeard(
                node, leases.find("kube-node-lease", node.getMetadata().getName()));
        var never = NodeTaints.condition(node, "Ready") == null;
        var grace = never ? timing.startupGrace() : timing.grace();
        if (heard.plus(grace).isAfter(clock.instant()) || isMarked(node)) {
            return node;
        }
        var changed = ModelJson.copy(node);
        var wasReady = "True".equals(NodeTaints.status(node, "Ready"));
        CONDITIONS.forEach(type -> markUnknown(changed, type));
        var written = client.updateStatus(changed);
        if (wasReady) {
            var name = node.getMetadata().getName();
            events.normal(node, "NodeNotReady", "Node " + name + " status is now: NodeNotReady");
        }
        return written;
    }

    private static boolean isMarked(V1Node node) {
        return CONDITIONS.stream().allMatch(type -> "Unknown".equals(NodeTaints.status(node, type)));
    }

    private void markUnknown(V1Node node, String type) {
        var now = Timestamps.seconds(clock);
        var known = NodeTaints.condition(node, type);
        if (known == null) {
            var conditions = new ArrayList<>(
                    Objects.requireNonNullElse(node.getStatus().getConditions(), List.<V1NodeCondition>of()));
            conditions.add(new V1NodeCondition()
                    .type(type)
                    .status("Unknown")
                    .reason("NodeStatusNeverUpdated")
                    .message("Kubelet never posted node status.")
                    .lastHeartbeatTime(node.getMetadata().getCreationTimestamp())
                    .lastTransitionTime(now));
            node.getStatus().setConditions(conditions);
        } else if (!"Unknown".equals(known.getStatus())) {
            known.status("Unknown")
                    .reason("NodeStatusUnknown")
                    .message("Kubelet stopped posting node status.")
                    .lastTransitionTime(now);
        }
    }

    private V1Node taint(V1Node node) {
        var all = allWith(node);
        var unready = List.of("False", "Unknown").contains(NodeTaints.status(node, "Ready"));
        var evict = unready && !ZoneHealth.allDark(all) && (NodeTaints.isEvicting(node) || zones.mayEvict(node, all));
        var wanted = taints.wanted(node, evict);
        return NodeTaints.same(wanted, NodeTaints.present(node)) ? node : write(node, wanted);
    }

    /** The copy may not show yet what was just written of this one. */
    private List<V1Node> allWith(V1Node node) {
        var all = new ArrayList<>(nodes.list());
        all.removeIf(other ->
                Objects.equals(other.getMetadata().getName(), node.getMetadata().getName()));
        all.add(node);
        return all;
    }

    private V1Node write(V1Node node, List<V1Taint> wanted) {
        var list = new JsonArray();
        wanted.forEach(taint -> list.add(ModelJson.tree(taint)));
        var spec = new JsonObject();
        spec.add("taints", list.isEmpty() ? JsonNull.INSTANCE : list);
        var metadata = new JsonObject();
        metadata.addProperty("resourceVersion", node.getMetadata().getResourceVersion());
        var body = new JsonObject();
        body.add("metadata", metadata);
        body.add("spec", spec);
        return client.patch("", node.getMetadata().getName(), PatchType.MERGE, body.toString());
    }

    private void markPodsNotReady(String node) {
        pods.byIndex("node", node).stream().filter(PodState::isReady).forEach(pod -> {
            var metadata = pod.getMetadata();
            var patch =
                    """
                    {"metadata":{"uid":"%s"},"status":{"conditions":[
                      {"type":"Ready","status":"False","lastTransitionTime":"%s"}]}}""".formatted(metadata.getUid(), Timestamps.seconds(clock).toInstant());
            try {
                podClient.patchStatus(metadata.getNamespace(), metadata.getName(), PatchType.STRATEGIC_MERGE, patch);
                events.warning(pod, "NodeNotReady", "Node is not ready");
            } catch (ApiFailure e) {
                if (!e.isNotFound() && !e.isConflict()) {
                    throw e;
                }
            }
        });
    }
}
