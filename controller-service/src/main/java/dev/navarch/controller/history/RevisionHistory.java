package dev.navarch.controller.history;

import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.ownership.Claims;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.ControllerReferences;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The revisions of one kind of owner. A template that was there before is found by what it says, never by its hash; it comes back
 * under its old name with the highest number.
 */
public final class RevisionHistory<O extends KubernetesObject> {
    private static final int LONGEST_BASE = 223;
    private static final Comparator<V1ControllerRevision> BY_NUMBER = Comparator.comparing(
                    (V1ControllerRevision revision) -> Objects.requireNonNullElse(revision.getRevision(), 0L))
            .thenComparing(revision -> String.valueOf(revision.getMetadata().getName()));

    private final ResourceClient<V1ControllerRevision> client;
    private final ControlledObjects<V1ControllerRevision> revisions;
    private final Claims<O, V1ControllerRevision> claims;
    private final String hashLabel;

    /** @param hashLabel the label by which a revision tells its own hash */
    public RevisionHistory(ClusterClient cluster, Class<O> owners, String hashLabel) {
        this.client = cluster.resource(V1ControllerRevision.class);
        this.revisions = new ControlledObjects<>(cluster.informer(V1ControllerRevision.class));
        this.claims = new Claims<>(cluster.resource(owners), client);
        this.hashLabel = hashLabel;
    }

    /** @param collisionCount how many names were found taken by now */
    public record Current(Revision revision, int collisionCount) {}

    /** Those of the owner, oldest first. */
    public List<Revision> of(O owner, V1LabelSelector selector) {
        return claims.claim(owner, selector, revisions.ofAndOrphans(owner)).stream()
                .sorted(BY_NUMBER)
                .map(this::revision)
                .toList();
    }

    /** Sees to it that the template has a revision, and the highest number. */
    public Current current(O owner, V1PodTemplateSpec template, List<Revision> known, int collisionCount) {
        var data = TemplateData.of(template);
        var newest = known.isEmpty() ? 0 : known.getLast().number();
        var equal = known.reversed().stream()
                .filter(revision -> TemplateData.of(revision.object()).equals(data))
                .findFirst();
        if (equal.isEmpty()) {
            return create(owner, template, data, newest + 1, collisionCount);
        }
        return new Current(
                equal.get().number() == newest ? equal.get() : renumber(equal.get(), newest + 1), collisionCount);
    }

    /** Deletes the oldest that nothing lives by, but for as many as the limit says. */
    public void truncate(List<Revision> known, Set<String> live, int limit) {
        var idle = known.stream()
                .filter(revision -> !live.contains(revision.name()))
                .toList();
        idle.stream().limit(Math.max(0, idle.size() - limit)).forEach(revision -> {
            var metadata = revision.object().getMetadata();
            client.delete(
                    metadata.getNamespace(), metadata.getName(), new DeleteRequest(null, metadata.getUid(), null));
        });
    }

    private Current create(O owner, V1PodTemplateSpec template, JsonObject data, long number, int collisionCount) {
        var hash = TemplateData.hash(data, collisionCount);
        var fresh = new V1ControllerRevision()
                .metadata(metadata(owner, template, hash))
                .data(data)
                .revision(number);
        try {
            return new Current(revision(client.create(fresh)), collisionCount);
        } catch (ApiFailure e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
        }
        var taken = client.get(
                fresh.getMetadata().getNamespace(), fresh.getMetadata().getName());
        if (ControllerReferences.isControlledBy(taken, owner)
                && TemplateData.of(taken).equals(data)) {
            return new Current(revision(taken), collisionCount);
        }
        return create(owner, template, data, number, collisionCount + 1);
    }

    private V1ObjectMeta metadata(O owner, V1PodTemplateSpec template, String hash) {
        var name = Objects.requireNonNull(owner.getMetadata().getName());
        var given = template.getMetadata();
        Map<String, String> labels =
                new HashMap<>(given == null || given.getLabels() == null ? Map.of() : given.getLabels());
        labels.put(hashLabel, hash);
        return new V1ObjectMeta()
                .namespace(owner.getMetadata().getNamespace())
                .name((name.length() > LONGEST_BASE ? name.substring(0, LONGEST_BASE) : name) + "-" + hash)
                .labels(labels)
                .annotations(owner.getMetadata().getAnnotations())
                .ownerReferences(List.of(ControllerReferences.to(owner)));
    }

    private Revision renumber(Revision revision, long number) {
        var metadata = revision.object().getMetadata();
        return revision(client.patch(
                metadata.getNamespace(), metadata.getName(), PatchType.MERGE, "{\"revision\":" + number + "}"));
    }

    private Revision revision(V1ControllerRevision object) {
        var labels = object.getMetadata().getLabels();
        return new Revision(object, labels == null ? "" : labels.getOrDefault(hashLabel, ""));
    }
}
