package dev.navarch.controller.statefulset;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The claims that a set's pods mount: made before the pod, kept when it goes, unless the set says otherwise. */
final class VolumeClaims {
    private final ResourceClient<V1PersistentVolumeClaim> client;
    private final Informer<V1PersistentVolumeClaim> copies;
    private final EventRecorder events;

    VolumeClaims(ClusterClient cluster, EventRecorder events) {
        this.client = cluster.resource(V1PersistentVolumeClaim.class);
        this.copies = cluster.informer(V1PersistentVolumeClaim.class);
        this.events = events;
    }

    static List<V1PersistentVolumeClaim> templates(V1StatefulSet set) {
        return Objects.requireNonNullElse(set.getSpec().getVolumeClaimTemplates(), List.of());
    }

    static String name(V1PersistentVolumeClaim template, PodIdentity identity) {
        return template.getMetadata().getName() + "-" + identity.name();
    }

    /** Whether one of them is going away; a pod must not be made onto it. */
    boolean isLeaving(PodIdentity identity) {
        return present(identity).anyMatch(claim -> claim.getMetadata().getDeletionTimestamp() != null);
    }

    void createMissing(PodIdentity identity) {
        for (var template : templates(identity.set())) {
            if (copies.find(namespace(identity), name(template, identity)) == null) {
                create(template, identity);
            }
        }
    }

    /** Brings who owns the claims of a pod in line with the set's retention policy. */
    void settleOwners(PodIdentity identity, V1Pod pod) {
        present(identity).forEach(claim -> {
            var owners = ClaimOwners.wanted(claim, identity, pod);
            if (owners != null) {
                var changed = ModelJson.copy(claim);
                changed.getMetadata().setOwnerReferences(owners);
                client.update(changed);
            }
        });
    }

    private Stream<V1PersistentVolumeClaim> present(PodIdentity identity) {
        return templates(identity.set()).stream()
                .map(template -> copies.find(namespace(identity), name(template, identity)))
                .filter(Objects::nonNull);
    }

    private void create(V1PersistentVolumeClaim template, PodIdentity identity) {
        var set = identity.set();
        var claim = fresh(template, identity);
        var name = claim.getMetadata().getName();
        try {
            client.create(claim);
        } catch (ApiFailure e) {
            if (e.isAlreadyExists()) {
                return;
            }
            events.warning(
                    set,
                    "FailedCreate",
                    "Create Claim %s for Pod %s in StatefulSet %s failed error: %s"
                            .formatted(name, identity.name(), set.getMetadata().getName(), e.getMessage()));
            throw e;
        }
        events.normal(
                set,
                "SuccessfulCreate",
                "Create Claim %s Pod %s in StatefulSet %s success"
                        .formatted(name, identity.name(), set.getMetadata().getName()));
    }

    private static V1PersistentVolumeClaim fresh(V1PersistentVolumeClaim template, PodIdentity identity) {
        var claim = ModelJson.copy(template).status(null);
        var given = template.getMetadata();
        var selector = identity.set().getSpec().getSelector();
        Map<String, String> labels = new HashMap<>(Objects.requireNonNullElse(given.getLabels(), Map.of()));
        labels.putAll(Objects.requireNonNullElse(selector.getMatchLabels(), Map.of()));
        return claim.metadata(new V1ObjectMeta()
                .namespace(namespace(identity))
                .name(name(template, identity))
                .labels(labels)
                .annotations(given.getAnnotations())
                .finalizers(given.getFinalizers()));
    }

    private static String namespace(PodIdentity identity) {
        return Objects.requireNonNull(identity.set().getMetadata().getNamespace());
    }
}
