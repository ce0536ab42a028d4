package dev.navarch.controller.ephemeralvolume;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.ControllerReferences;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.List;
import java.util.Objects;

/** Makes the claim behind each ephemeral volume of a pod. It is the pod's, so the garbage collector takes it when the pod goes. */
public final class EphemeralVolumeController {
    private final ResourceClient<V1PersistentVolumeClaim> client;
    private final Informer<V1PersistentVolumeClaim> claims;
    private final Informer<V1Pod> pods;
    private final EventRecorder events;

    public EphemeralVolumeController(ClusterClient cluster) {
        this.client = cluster.resource(V1PersistentVolumeClaim.class);
        this.claims = cluster.informer(V1PersistentVolumeClaim.class);
        this.pods = cluster.informer(V1Pod.class);
        this.events = cluster.events("ephemeral_volume");
    }

    public Loop loop() {
        return Loop.named("ephemeral-volume")
                .workers(5)
                .watching(V1Pod.class)
                .watching(V1PersistentVolumeClaim.class, EphemeralVolumeController::podOf)
                .reconciledBy(this::reconcile);
    }

    private static List<Key> podOf(V1PersistentVolumeClaim claim) {
        var pod = ControllerReferences.keyOf(claim, V1Pod.class);
        return pod == null ? List.of() : List.of(pod);
    }

    private Outcome reconcile(Key key) {
        var pod = pods.find(key.namespace(), key.name());
        if (pod == null
                || pod.getMetadata().getDeletionTimestamp() != null
                || pod.getSpec().getVolumes() == null) {
            return Outcome.done();
        }
        for (var volume : pod.getSpec().getVolumes()) {
            if (volume.getEphemeral() != null) {
                ensureClaim(pod, volume);
            }
        }
        return Outcome.done();
    }

    private void ensureClaim(V1Pod pod, V1Volume volume) {
        var name = pod.getMetadata().getName() + "-" + volume.getName();
        var present = claims.find(pod.getMetadata().getNamespace(), name);
        if (present != null) {
            requireOwn(pod, present);
            return;
        }
        try {
            client.create(claim(pod, volume, name));
        } catch (ApiFailure e) {
            if (!e.isAlreadyExists()) {
                events.warning(
                        pod,
                        "FailedBinding",
                        "ephemeral volume " + volume.getName() + ": create PVC " + name + ": " + e.getMessage());
            }
            throw e;
        }
    }

    private static void requireOwn(V1Pod pod, V1PersistentVolumeClaim claim) {
        if (!ControllerReferences.isControlledBy(claim, pod)) {
            throw new IllegalStateException(
                    "PVC " + Key.of(claim) + " was not created for pod " + Key.of(pod) + " (pod is not owner)");
        }
    }

    private static V1PersistentVolumeClaim claim(V1Pod pod, V1Volume volume, String name) {
        var template = Objects.requireNonNull(volume.getEphemeral().getVolumeClaimTemplate());
        var metadata = new V1ObjectMeta()
                .namespace(pod.getMetadata().getNamespace())
                .name(name)
                .ownerReferences(List.of(ControllerReferences.to(pod)));
        if (template.getMetadata() != null) {
            metadata.labels(template.getMetadata().getLabels())
                    .annotations(template.getMetadata().getAnnotations());
        }
        return ModelJson.copy(new V1PersistentVolumeClaim()
                .apiVersion("v1")
                .kind("PersistentVolumeClaim")
                .metadata(metadata)
                .spec(template.getSpec()));
    }
}
