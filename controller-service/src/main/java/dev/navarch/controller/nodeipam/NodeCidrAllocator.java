package dev.navarch.controller.nodeipam;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * One worker, so that no block is given twice. What was given and is not yet seen in the copy is remembered here until it is.
 */
public final class NodeCidrAllocator {
    private final AddressBlocks blocks;
    private final Informer<V1Node> nodes;
    private final ResourceClient<V1Node> client;
    private final EventRecorder events;
    private final Map<String, Integer> given = new HashMap<>();

    public NodeCidrAllocator(ClusterClient cluster, String clusterCidr) {
        this.blocks = new AddressBlocks(clusterCidr);
        this.nodes = cluster.informer(V1Node.class);
        this.client = cluster.resource(V1Node.class);
        this.events = cluster.events("cidrAllocator");
    }

    public Loop loop() {
        return Loop.named("node-ipam").watching(V1Node.class).reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var node = nodes.find("", key.name());
        if (node == null || hasBlock(node)) {
            given.remove(key.name());
            return Outcome.done();
        }
        var index = given.getOrDefault(key.name(), used().nextClearBit(0));
        if (index >= blocks.count()) {
            events.normal(node, "CIDRNotAvailable", "Node " + key.name() + " status is now: CIDRNotAvailable");
            return Outcome.requeueAfter(Duration.ofSeconds(30));
        }
        given.put(key.name(), index);
        client.patch("", key.name(), PatchType.MERGE, patch(node, blocks.block(index)));
        return Outcome.done();
    }

    private BitSet used() {
        var used = new BitSet();
        given.values().forEach(used::set);
        nodes.list().stream()
                .filter(NodeCidrAllocator::hasBlock)
                .mapToInt(node -> blocks.indexOf(node.getSpec().getPodCIDR()))
                .filter(index -> index >= 0)
                .forEach(used::set);
        return used;
    }

    private static boolean hasBlock(V1Node node) {
        return node.getSpec() != null
                && node.getSpec().getPodCIDR() != null
                && !node.getSpec().getPodCIDR().isEmpty();
    }

    private static String patch(V1Node node, String block) {
        var all = new JsonArray();
        all.add(block);
        var spec = new JsonObject();
        spec.addProperty("podCIDR", block);
        spec.add("podCIDRs", all);
        var metadata = new JsonObject();
        metadata.addProperty("uid", node.getMetadata().getUid());
        var body = new JsonObject();
        body.add("metadata", metadata);
        body.add("spec", spec);
        return body.toString();
    }
}
