package dev.navarch.cloud.nodes;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.cloud.provider.Instances;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Taint;
import java.time.Clock;
import java.time.Duration;

/** Asks the cloud about nodes that are not ready: one without a machine is deleted, one that is switched off is tainted. */
public final class CloudNodeLifecycleController {
    static final String SHUTDOWN = "node.cloudprovider.kubernetes.io/shutdown";
    private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

    private final Informer<V1Node> nodes;
    private final ResourceClient<V1Node> client;
    private final Instances instances;
    private final EventRecorder events;
    private final Clock clock;

    public CloudNodeLifecycleController(ClusterClient cluster, Instances instances, Clock clock) {
        this.nodes = cluster.informer(V1Node.class);
        this.client = cluster.resource(V1Node.class);
        this.instances = instances;
        this.events = cluster.events("cloud-node-lifecycle-controller");
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("cloud-node-lifecycle").watching(V1Node.class).reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var node = nodes.find("", key.name());
        if (node == null) return Outcome.done();
        if (isReady(node)) {
            setShutdownTaint(node, false);
            return Outcome.done();
        }
        if (!instances.exists(node)) {
            events.normal(
                    node,
                    "DeletingNode",
                    "Node %s event: Deleting node %s because it does not exist in the cloud provider"
                            .formatted(key.name(), key.name()));
            client.delete(
                    "", key.name(), new DeleteRequest(null, node.getMetadata().getUid(), null));
            return Outcome.done();
        }
        setShutdownTaint(node, instances.isShutDown(node));
        return Outcome.requeueAfter(NEXT_LOOK);
    }

    private void setShutdownTaint(V1Node node, boolean wanted) {
        if (TaintPatch.isTainted(node, SHUTDOWN) == wanted) return;
        var taint = new V1Taint().key(SHUTDOWN).effect("NoSchedule").timeAdded(Timestamps.seconds(clock));
        var patch = wanted ? TaintPatch.with(node, taint) : TaintPatch.without(node, SHUTDOWN);
        client.patch("", node.getMetadata().getName(), PatchType.MERGE, patch.toString());
    }

    private static boolean isReady(V1Node node) {
        var status = node.getStatus();
        return status != null
                && status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
