package dev.navarch.controller.garbage;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who owns whom, by uid, over all kinds; only objects that own or are owned, or may come to, are of interest. */
final class OwnerGraph {
    private final Map<String, Node> byUid = new HashMap<>();
    private final Map<ObjectId, String> uids = new HashMap<>();
    private final Map<String, Map<String, Node>> dependents = new HashMap<>();

    record Node(ObjectId id, String uid, List<V1OwnerReference> owners, List<String> finalizers, boolean deleting) {
        boolean waitsForDependents() {
            return deleting && finalizers.contains("foregroundDeletion");
        }

        boolean orphansDependents() {
            return deleting && finalizers.contains("orphan");
        }

        static Node of(ObjectId id, V1ObjectMeta metadata) {
            return new Node(
                    id,
                    Objects.requireNonNullElse(metadata.getUid(), ""),
                    List.copyOf(Objects.requireNonNullElse(metadata.getOwnerReferences(), List.of())),
                    List.copyOf(Objects.requireNonNullElse(metadata.getFinalizers(), List.of())),
                    metadata.getDeletionTimestamp() != null);
        }
    }

    synchronized void put(Node node) {
        var before = byUid.put(node.uid(), node);
        if (before != null) {
            unlink(before);
        }
        uids.put(node.id(), node.uid());
        for (var owner : node.owners()) {
            dependents
                    .computeIfAbsent(owner.getUid(), _ -> new LinkedHashMap<>())
                    .put(node.uid(), node);
        }
    }

    synchronized void remove(String uid) {
        var node = byUid.remove(uid);
        if (node != null) {
            uids.remove(node.id(), uid);
            unlink(node);
        }
    }

    synchronized @Nullable Node find(String uid) {
        return byUid.get(uid);
    }

    synchronized @Nullable Node find(ObjectId id) {
        var uid = uids.get(id);
        return uid == null ? null : byUid.get(uid);
    }

    synchronized List<Node> all() {
        return List.copyOf(byUid.values());
    }

    synchronized List<Node> dependentsOf(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Map.of()).values());
    }

    private void unlink(Node node) {
        for (var owner : node.owners()) {
            dependents.computeIfPresent(owner.getUid(), (_, known) -> {
                known.remove(node.uid());
                return known.isEmpty() ? null : known;
            });
        }
    }
}
