package dev.navarch.controller.persistentvolume;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimStatus;
import io.kubernetes.client.openapi.models.V1PersistentVolumeStatus;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a binding: the volume first, which thereby is nobody else's, then the claim. Each of the four writes is made only where
 * it is missing, so that a binding that was interrupted is finished by doing it again.
 */
final class VolumeBinder {
    private final ResourceClient<V1PersistentVolume> volumes;
    private final ResourceClient<V1PersistentVolumeClaim> claims;
    private final Clock clock;

    VolumeBinder(ClusterClient cluster, Clock clock) {
        this.volumes = cluster.resource(V1PersistentVolume.class);
        this.claims = cluster.resource(V1PersistentVolumeClaim.class);
        this.clock = clock;
    }

    void bind(V1PersistentVolume volume, V1PersistentVolumeClaim claim) {
        var owned = referTo(claim, volume);
        phase(owned, "Bound", null);
        var named = name(owned, claim);
        claimPhase(named, "Bound", owned);
    }

    /** @param why shown with a phase that is an error */
    V1PersistentVolume phase(V1PersistentVolume volume, String phase, @Nullable String why) {
        var before = volume.getStatus();
        if (before != null && phase.equals(before.getPhase()) && Objects.equals(why, before.getMessage())) {
            return volume;
        }
        var status = new V1PersistentVolumeStatus().phase(phase).message(why);
        status.setLastPhaseTransitionTime(
                before != null && phase.equals(before.getPhase())
                        ? before.getLastPhaseTransitionTime()
                        : Timestamps.seconds(clock));
        return volumes.updateStatus(ModelJson.copy(volume).status(status));
    }

    /** @param volume what the claim has; null for nothing */
    void claimPhase(V1PersistentVolumeClaim claim, String phase, @Nullable V1PersistentVolume volume) {
        var next = ModelJson.copy(claim);
        var status = Objects.requireNonNullElseGet(next.getStatus(), V1PersistentVolumeClaimStatus::new);
        status.setPhase(phase);
        if (volume == null) {
            status.accessModes(null).capacity(null);
        } else if (claim.getStatus() == null || !phase.equals(claim.getStatus().getPhase())) {
            status.accessModes(volume.getSpec().getAccessModes())
                    .capacity(volume.getSpec().getCapacity());
        }
        if (!Objects.equals(claim.getStatus(), status)) {
            claims.updateStatus(next.status(status));
        }
    }

    /** The volume is free again: of a reference that an administrator wrote only the uid goes. */
    V1PersistentVolume unbind(V1PersistentVolume volume) {
        var next = ModelJson.copy(volume);
        if (BindingMarks.has(volume, BindingMarks.BOUND_BY_CONTROLLER)) {
            next.getSpec().setClaimRef(null);
            BindingMarks.remove(next.getMetadata(), BindingMarks.BOUND_BY_CONTROLLER);
        } else {
            next.getSpec().getClaimRef().uid(null).resourceVersion(null);
        }
        return phase(volumes.update(next), "Available", null);
    }

    private V1PersistentVolume referTo(V1PersistentVolumeClaim claim, V1PersistentVolume volume) {
        var reference = volume.getSpec().getClaimRef();
        if (reference != null && !VolumeMatch.uid(reference).isEmpty()) {
            return volume;
        }
        var next = ModelJson.copy(volume);
        next.getSpec()
                .setClaimRef(new V1ObjectReference()
                        .apiVersion("v1")
                        .kind("PersistentVolumeClaim")
                        .namespace(claim.getMetadata().getNamespace())
                        .name(claim.getMetadata().getName())
                        .uid(claim.getMetadata().getUid())
                        .resourceVersion(claim.getMetadata().getResourceVersion()));
        if (reference == null) {
            BindingMarks.set(next.getMetadata(), BindingMarks.BOUND_BY_CONTROLLER);
        }
        return volumes.update(next);
    }

    private V1PersistentVolumeClaim name(V1PersistentVolume volume, V1PersistentVolumeClaim claim) {
        var unnamed = claim.getSpec().getVolumeName() == null;
        if (!unnamed && BindingMarks.has(claim, BindingMarks.BIND_COMPLETED)) {
            return claim;
        }
        var next = ModelJson.copy(claim);
        if (unnamed) {
            next.getSpec().setVolumeName(volume.getMetadata().getName());
            BindingMarks.set(next.getMetadata(), BindingMarks.BOUND_BY_CONTROLLER);
        }
        BindingMarks.set(next.getMetadata(), BindingMarks.BIND_COMPLETED);
        return claims.update(next);
    }
}
