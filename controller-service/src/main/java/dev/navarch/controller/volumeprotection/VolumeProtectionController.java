package dev.navarch.controller.volumeprotection;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1PersistentVolume;

/** A deleted volume stays while it is bound. */
public final class VolumeProtectionController {
    private static final String FINALIZER = "kubernetes.io/pv-protection";

    private final ResourceClient<V1PersistentVolume> client;
    private final Informer<V1PersistentVolume> volumes;

    public VolumeProtectionController(ClusterClient cluster) {
        this.client = cluster.resource(V1PersistentVolume.class);
        this.volumes = cluster.informer(V1PersistentVolume.class);
    }

    public Loop loop() {
        return Loop.named("pv-protection").watching(V1PersistentVolume.class).reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var volume = volumes.find("", key.name());
        if (volume == null) {
            return Outcome.done();
        }
        var bound =
                volume.getStatus() != null && "Bound".equals(volume.getStatus().getPhase());
        if (volume.getMetadata().getDeletionTimestamp() == null) {
            Finalizers.ensure(client, volume, FINALIZER);
        } else if (!bound) {
            Finalizers.remove(client, volume, FINALIZER);
        }
        return Outcome.done();
    }
}
