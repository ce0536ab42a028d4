package dev.navarch.controller.garbage;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.garbage.OwnerGraph.Node;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An object goes when all its owners are gone. An owner that was deleted in the foreground waits for the dependents that block it;
 * one that orphans is taken out of its dependents first. The graph only says where to look: before anything is deleted for an
 * owner that the graph does not know, the server is asked for it; and what is written is checked by uid there.
 */
public final class GarbageCollector {
    private static final Key REDISCOVER = Key.clusterScoped("rediscover");
    private static final Duration REDISCOVERY = Duration.ofSeconds(30);
    private static final Duration SYNC = Duration.ofSeconds(10);
    private static final Duration NOT_SYNCED = Duration.ofSeconds(1);

    private final OwnerGraph graph = new OwnerGraph();
    private final ResourceWatches watches;
    private volatile Consumer<Key> queue = _ -> {};
    private volatile boolean synced;

    private enum Owner {
        SOLID,
        GONE,
        WAITING
    }

    public GarbageCollector(ClusterClient cluster) {
        this.watches = new ResourceWatches(cluster, graph, this::changed);
    }

    public Loop loop() {
        return Loop.named("garbage-collector")
                .workers(20)
                .every(REDISCOVERY, REDISCOVER)
                .fedBy(keys -> queue = keys, this::suspects)
                .reconciledBy(this::reconcile);
    }

    /** Whatever may have lost an owner, or waits for something, while nobody looked. */
    private List<Key> suspects() {
        return graph.all().stream()
                .filter(GarbageCollector::mayHaveToGo)
                .map(node -> node.id().toKey())
                .toList();
    }

    private static boolean mayHaveToGo(Node node) {
        return !node.owners().isEmpty() || node.waitsForDependents() || node.orphansDependents();
    }

    private void changed(@Nullable Node before, @Nullable Node after) {
        if (after == null && before != null) {
            graph.dependentsOf(before.uid()).forEach(this::enqueue);
            before.owners().forEach(owner -> enqueueWaiting(owner.getUid()));
        } else if (after != null) {
            if (mayHaveToGo(after)) {
                enqueue(after);
            }
            if (before != null) {
                before.owners().forEach(owner -> enqueueWaiting(owner.getUid()));
            }
        }
    }

    private void enqueueWaiting(String ownerUid) {
        var owner = graph.find(ownerUid);
        if (owner != null && owner.waitsForDependents()) {
            enqueue(owner);
        }
    }

    private void enqueue(Node node) {
        queue.accept(node.id().toKey());
    }

    private Outcome reconcile(Key key) {
        if (key.equals(REDISCOVER)) {
            watches.refresh();
            synced = watches.awaitSync(SYNC);
            return synced ? Outcome.done() : Outcome.requeueAfter(NOT_SYNCED);
        }
        if (!synced) {
            return Outcome.requeueAfter(NOT_SYNCED);
        }
        var node = graph.find(ObjectId.of(key));
        if (node == null) {
            return Outcome.done();
        }
        try {
            if (node.orphansDependents()) {
                return orphan(node);
            }
            if (node.waitsForDependents()) {
                return releaseIfAlone(node);
            }
            return node.deleting() || node.owners().isEmpty() ? Outcome.done() : judge(node);
        } catch (ApiFailure e) {
            if (e.isNotFound()) {
                return Outcome.done();
            }
            throw e;
        }
    }

    private Outcome orphan(Node owner) {
        for (var dependent : graph.dependentsOf(owner.uid())) {
            try {
                dropOwners(dependent, reference -> reference.getUid().equals(owner.uid()));
            } catch (ApiFailure e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
        removeFinalizer(owner, "orphan");
        return Outcome.done();
    }

    private Outcome releaseIfAlone(Node owner) {
        var blocking = graph.dependentsOf(owner.uid()).stream()
                .filter(dependent -> dependent.owners().stream()
                        .anyMatch(reference -> reference.getUid().equals(owner.uid())
                                && Boolean.TRUE.equals(reference.getBlockOwnerDeletion())))
                .toList();
        if (blocking.isEmpty()) {
            removeFinalizer(owner, "foregroundDeletion");
        } else {
            blocking.stream().filter(dependent -> !dependent.deleting()).forEach(this::enqueue);
        }
        return Outcome.done();
    }

    private Outcome judge(Node node) {
        var solid = new ArrayList<V1OwnerReference>();
        var gone = new ArrayList<V1OwnerReference>();
        var waiting = new ArrayList<V1OwnerReference>();
        for (var reference : node.owners()) {
            switch (stateOf(node, reference)) {
                case SOLID -> solid.add(reference);
                case GONE -> gone.add(reference);
                case WAITING -> waiting.add(reference);
            }
        }
        if (!solid.isEmpty()) {
            if (!gone.isEmpty() || !waiting.isEmpty()) {
                dropOwners(node, reference -> !solid.contains(reference));
            }
        } else if (!waiting.isEmpty() && !graph.dependentsOf(node.uid()).isEmpty()) {
            delete(node, "Foreground");
        } else {
            delete(node, ownPropagation(node));
        }
        return Outcome.done();
    }

    private Owner stateOf(Node node, V1OwnerReference reference) {
        var known = graph.find(reference.getUid());
        if (known != null && canOwn(known, node)) {
            return known.waitsForDependents() ? Owner.WAITING : Owner.SOLID;
        }
        var resource = watches.find(reference.getApiVersion(), reference.getKind());
        if (resource == null) {
            // A kind that is not served today may be tomorrow: nothing is deleted for it.
            return Owner.SOLID;
        }
        if (resource.namespaced() && node.id().namespace().isEmpty()) {
            return Owner.SOLID;
        }
        var uid = watches.liveUid(resource, node.id().namespace(), reference.getName());
        return uid.equals(reference.getUid()) ? Owner.SOLID : Owner.GONE;
    }

    private boolean canOwn(Node owner, Node dependent) {
        return owner.id().namespace().isEmpty()
                || owner.id().namespace().equals(dependent.id().namespace());
    }

    private static String ownPropagation(Node node) {
        if (node.finalizers().contains("orphan")) {
            return "Orphan";
        }
        return node.finalizers().contains("foregroundDeletion") ? "Foreground" : "Background";
    }

    private void delete(Node node, String propagation) {
        try {
            watches.clientOf(node.id())
                    .delete(node.id().namespace(), node.id().name(), new DeleteRequest(null, node.uid(), propagation));
        } catch (ApiFailure e) {
            if (!e.isConflict()) {
                throw e;
            }
        }
    }

    /** Reads the newest references first: a merge patch replaces the whole list. */
    private void dropOwners(Node node, Predicate<V1OwnerReference> which) {
        var client = watches.clientOf(node.id());
        var live = client.find(node.id().namespace(), node.id().name());
        if (live == null || !node.uid().equals(live.getMetadata().getUid())) {
            return;
        }
        var kept = new JsonArray();
        references(live.getMetadata()).stream()
                .filter(which.negate())
                .forEach(reference -> kept.add(ModelJson.tree(reference)));
        if (kept.size() < references(live.getMetadata()).size()) {
            patch(node, live.getMetadata(), "ownerReferences", kept);
        }
    }

    private static List<V1OwnerReference> references(V1ObjectMeta metadata) {
        return Objects.requireNonNullElse(metadata.getOwnerReferences(), List.of());
    }

    private void removeFinalizer(Node node, String finalizer) {
        var live = watches.clientOf(node.id())
                .find(node.id().namespace(), node.id().name());
        if (live == null || !node.uid().equals(live.getMetadata().getUid())) {
            return;
        }
        var kept = new JsonArray();
        Objects.requireNonNullElse(live.getMetadata().getFinalizers(), List.<String>of()).stream()
                .filter(other -> !other.equals(finalizer))
                .forEach(kept::add);
        patch(node, live.getMetadata(), "finalizers", kept);
    }

    private void patch(Node node, V1ObjectMeta live, String field, JsonArray value) {
        var metadata = new JsonObject();
        metadata.addProperty("uid", node.uid());
        metadata.addProperty("resourceVersion", live.getResourceVersion());
        metadata.add(field, value.isEmpty() ? JsonNull.INSTANCE : value);
        var body = new JsonObject();
        body.add("metadata", metadata);
        watches.clientOf(node.id()).patch(node.id().namespace(), node.id().name(), PatchType.MERGE, body.toString());
    }
}
