package dev.navarch.controller.persistentvolume;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps each volume's phase by what has become of the claim it refers to, and releases it when that is gone. */
public final class VolumeBindingController {
    private final Informer<V1PersistentVolume> volumes;
    private final Informer<V1PersistentVolumeClaim> claims;
    private final ResourceClient<V1PersistentVolumeClaim> claimClient;
    private final VolumeBinder binder;
    private final EventRecorder events;

    public VolumeBindingController(ClusterClient cluster, Clock clock) {
        this.volumes = cluster.informer(V1PersistentVolume.class);
        this.claims = cluster.informer(V1PersistentVolumeClaim.class);
        this.claimClient = cluster.resource(V1PersistentVolumeClaim.class);
        this.binder = new VolumeBinder(cluster, clock);
        this.events = cluster.events("persistentvolume-controller");
    }

    public Loop loop() {
        return Loop.named("persistentvolume-binder-volumes")
                .watching(V1PersistentVolume.class)
                .watching(V1PersistentVolumeClaim.class, VolumeBindingController::volumeOf)
                .reconciledBy(this::reconcile);
    }

    private static List<Key> volumeOf(V1PersistentVolumeClaim claim) {
        var name = claim.getSpec().getVolumeName();
        return name == null ? List.of() : List.of(Key.clusterScoped(name));
    }

    private Outcome reconcile(Key key) {
        var volume = volumes.find("", key.name());
        if (volume == null) {
            return Outcome.done();
        }
        var reference = volume.getSpec().getClaimRef();
        if (reference == null || VolumeMatch.uid(reference).isEmpty()) {
            binder.phase(volume, "Available", null);
            return Outcome.done();
        }
        var claim = findClaim(volume);
        if (claim == null) {
            release(volume);
        } else if (claim.getSpec().getVolumeName() == null) {
            return Outcome.done();
        } else if (claim.getSpec().getVolumeName().equals(key.name())) {
            binder.phase(volume, "Bound", null);
        } else if (isMadeForItsClaim(volume)) {
            release(volume);
        } else {
            binder.unbind(volume);
        }
        return Outcome.done();
    }

    /** Releasing loses data, so the copy's word is not enough. */
    private @Nullable V1PersistentVolumeClaim findClaim(V1PersistentVolume volume) {
        var reference = volume.getSpec().getClaimRef();
        var known = claims.find(reference.getNamespace(), reference.getName());
        if (known != null && VolumeMatch.isFor(volume, known)) {
            return known;
        }
        var live = claimClient.find(reference.getNamespace(), reference.getName());
        return live != null && VolumeMatch.isFor(volume, live) ? live : null;
    }

    private static boolean isMadeForItsClaim(V1PersistentVolume volume) {
        return BindingMarks.has(volume, BindingMarks.PROVISIONED_BY)
                && "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy());
    }

    private void release(V1PersistentVolume volume) {
        var phase = volume.getStatus() == null ? null : volume.getStatus().getPhase();
        if ("Failed".equals(phase)) {
            return;
        }
        var released = binder.phase(volume, "Released", null);
        switch (Objects.requireNonNullElse(volume.getSpec().getPersistentVolumeReclaimPolicy(), "Retain")) {
            case "Delete" -> {
                // Whoever made it removes it.
                if (!BindingMarks.has(volume, BindingMarks.PROVISIONED_BY)) {
                    fail(
                            released,
                            "VolumeFailedDelete",
                            "error getting deleter volume plugin for volume \""
                                    + volume.getMetadata().getName() + "\": no deletable volume plugin matched");
                }
            }
            case "Recycle" -> fail(released, "VolumeFailedRecycle", "No recycler plugin found for the volume!");
            default -> {
                // kept with its data until somebody decides
            }
        }
    }

    private void fail(V1PersistentVolume volume, String reason, String message) {
        binder.phase(volume, "Failed", message);
        events.warning(volume, reason, message);
    }
}
