package dev.navarch.scheduler.binding;

import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the scheduler says of claims. Each throws ApiFailure; a conflict where somebody else was faster. */
final class ClaimWrites {
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";

    private final ResourceClient<V1PersistentVolumeClaim> claims;
    private final ResourceClient<V1PersistentVolume> volumes;

    ClaimWrites(ResourceClient<V1PersistentVolumeClaim> claims, ResourceClient<V1PersistentVolume> volumes) {
        this.claims = claims;
        this.volumes = volumes;
    }

    void select(V1PersistentVolumeClaim claim, String node) {
        if (node.equals(annotations(claim).get(SELECTED_NODE))) return;
        claims.update(annotated(claim, SELECTED_NODE, node));
    }

    void setAside(V1PersistentVolume volume, V1PersistentVolumeClaim claim) {
        if (Objects.requireNonNull(volume.getSpec()).getClaimRef() != null) return;
        var next = annotated(volume, BOUND_BY_CONTROLLER, "yes");
        var metadata = Objects.requireNonNull(claim.getMetadata());
        Objects.requireNonNull(next.getSpec())
                .setClaimRef(new V1ObjectReference()
                        .apiVersion("v1")
                        .kind("PersistentVolumeClaim")
                        .namespace(metadata.getNamespace())
                        .name(metadata.getName())
                        .uid(metadata.getUid())
                        .resourceVersion(metadata.getResourceVersion()));
        volumes.update(next);
    }

    private static <T extends KubernetesObject> T annotated(T object, String name, String value) {
        var next = ModelJson.copy(object);
        var annotations = new HashMap<>(annotations(object));
        annotations.put(name, value);
        Objects.requireNonNull(next.getMetadata()).setAnnotations(annotations);
        return next;
    }

    private static Map<String, String> annotations(KubernetesObject object) {
        var annotations = Objects.requireNonNull(object.getMetadata()).getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
