package dev.navarch.controller.volumeprotection;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.controller.pods.PodState;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A deleted claim stays until no pod uses it. */
public final class ClaimProtectionController {
    private static final String FINALIZER = "kubernetes.io/pvc-protection";

    private final ResourceClient<V1PersistentVolumeClaim> client;
    private final Informer<V1PersistentVolumeClaim> claims;
    private final Informer<V1Pod> pods;
    private final ResourceClient<V1Pod> podClient;

    public ClaimProtectionController(ClusterClient cluster) {
        this.client = cluster.resource(V1PersistentVolumeClaim.class);
        this.claims = cluster.informer(V1PersistentVolumeClaim.class);
        this.pods = cluster.informer(V1Pod.class);
        this.podClient = cluster.resource(V1Pod.class);
    }

    public Loop loop() {
        return Loop.named("pvc-protection")
                .watching(V1PersistentVolumeClaim.class)
                .watching(V1Pod.class, this::deletedClaimsOf)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> deletedClaimsOf(V1Pod pod) {
        return claimNames(pod).stream()
                .map(name -> claims.find(pod.getMetadata().getNamespace(), name))
                .filter(claim -> claim != null && claim.getMetadata().getDeletionTimestamp() != null)
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var claim = claims.find(key.namespace(), key.name());
        if (claim == null) {
            return Outcome.done();
        }
        var metadata = claim.getMetadata();
        if (metadata.getDeletionTimestamp() == null) {
            Finalizers.ensure(client, claim, FINALIZER);
        } else if (Finalizers.has(claim, FINALIZER) && !isInUse(claim)) {
            Finalizers.remove(client, claim, FINALIZER);
        }
        return Outcome.done();
    }

    /** The copy may not show a pod yet; only the server's own list says that there is none. */
    private boolean isInUse(V1PersistentVolumeClaim claim) {
        var namespace = claim.getMetadata().getNamespace();
        return pods.list(namespace).stream().anyMatch(pod -> uses(pod, claim))
                || podClient.list(namespace, "", "").stream().anyMatch(pod -> uses(pod, claim));
    }

    private static boolean uses(V1Pod pod, V1PersistentVolumeClaim claim) {
        return !PodState.nodeName(pod).isEmpty()
                && !PodState.isTerminal(pod)
                && claimNames(pod).contains(claim.getMetadata().getName());
    }

    private static List<String> claimNames(V1Pod pod) {
        var volumes = pod.getSpec() == null ? null : pod.getSpec().getVolumes();
        if (volumes == null) {
            return List.of();
        }
        return volumes.stream()
                .map(volume -> volume.getPersistentVolumeClaim() != null
                        ? volume.getPersistentVolumeClaim().getClaimName()
                        : volume.getEphemeral() != null ? pod.getMetadata().getName() + "-" + volume.getName() : null)
                .filter(Objects::nonNull)
                .toList();
    }
}
