package dev.navarch.cloud.nodes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.cloud.provider.Instances;
import dev.navarch.cloud.provider.Instances.Metadata;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node that registers for a cloud comes with a taint that keeps pods away. Here it gets its provider id, its type, zone and
 * addresses, and with that the taint goes. Addresses are looked at again from time to time.
 */
public final class CloudNodeController {
    static final String UNINITIALIZED = "node.cloudprovider.kubernetes.io/uninitialized";
    private static final Duration NEXT_LOOK = Duration.ofMinutes(5);

    private final Informer<V1Node> nodes;
    private final ResourceClient<V1Node> client;
    private final Instances instances;
    private final EventRecorder events;

    public CloudNodeController(ClusterClient cluster, Instances instances) {
        this.nodes = cluster.informer(V1Node.class);
        this.client = cluster.resource(V1Node.class);
        this.instances = instances;
        this.events = cluster.events("cloud-node-controller");
    }

    public Loop loop() {
        return Loop.named("cloud-node").watching(V1Node.class).reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var node = nodes.find("", key.name());
        if (node == null || !instances.exists(node)) return Outcome.done();
        var metadata = instances.metadata(node);
        writeAddresses(node, metadata);
        if (TaintPatch.isTainted(node, UNINITIALIZED)) {
            client.patch("", key.name(), PatchType.MERGE, initialisation(node, metadata));
            events.normal(node, "Synced", "Node synced successfully");
        }
        return Outcome.requeueAfter(NEXT_LOOK);
    }

    private void writeAddresses(V1Node node, Metadata metadata) {
        var status = node.getStatus();
        if (metadata.addresses().isEmpty() || status == null) return;
        if (metadata.addresses().equals(status.getAddresses())) return;
        var addresses = new JsonArray();
        metadata.addresses().forEach(address -> addresses.add(ModelJson.tree(address)));
        var next = new JsonObject();
        next.add("addresses", addresses);
        var patch = new JsonObject();
        patch.add("status", next);
        client.patchStatus("", node.getMetadata().getName(), PatchType.MERGE, patch.toString());
    }

    private static String initialisation(V1Node node, Metadata metadata) {
        var patch = TaintPatch.without(node, UNINITIALIZED);
        var labels = new JsonObject();
        labels(metadata).forEach(labels::addProperty);
        patch.metadata().add("labels", labels);
        if (node.getSpec().getProviderID() == null) patch.spec().addProperty("providerID", metadata.providerId());
        return patch.toString();
    }

    /** With the names from before 1.17, which are still set. */
    private static Map<String, String> labels(Metadata metadata) {
        var labels = new TreeMap<>(metadata.labels());
        label(labels, metadata.instanceType(), "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type");
        label(labels, metadata.zone(), "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone");
        label(labels, metadata.region(), "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region");
        return labels;
    }

    private static void label(Map<String, String> labels, String value, String... names) {
        if (!value.isEmpty()) List.of(names).forEach(name -> labels.put(name, value));
    }
}
