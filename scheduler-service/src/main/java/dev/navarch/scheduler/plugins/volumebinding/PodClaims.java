package dev.navarch.scheduler.plugins.volumebinding;

import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1StorageClass;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pod's claims as they are now: those with a volume, and those that wait for the pod to have a node.
 *
 * @param refusal why no node will do; null where one may
 * @param boundVolumes names
 */
public record PodClaims(@Nullable String refusal, List<String> boundVolumes, List<WaitingClaim> waiting) {
    private static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";
    private static final PodClaims NONE = new PodClaims(null, List.of(), List.of());

    public PodClaims {
        boundVolumes = List.copyOf(boundVolumes);
        waiting = List.copyOf(waiting);
    }

    public static PodClaims of(PodInfo pod, ClaimLookup lookup) {
        var volumes = pod.spec().getVolumes();
        if (volumes == null) return NONE;
        var bound = new ArrayList<String>();
        var waiting = new ArrayList<WaitingClaim>();
        for (var volume : volumes) {
            var name = claimName(pod, volume);
            if (name == null) continue;
            var claim = lookup.findClaim(pod.namespace(), name);
            var refusal = refusal(claim, name, volume);
            if (refusal != null) return refused(refusal);
            var known = Objects.requireNonNull(claim);
            if (isBound(known)) {
                bound.add(Objects.requireNonNull(
                        Objects.requireNonNull(known.getSpec()).getVolumeName()));
                continue;
            }
            var storageClass = waitingClass(known, lookup);
            if (storageClass == null) return refused(VolumeBindingPlugin.UNBOUND);
            waiting.add(WaitingClaim.of(known, storageClass, lookup.volumeList()));
        }
        return new PodClaims(null, bound, waiting);
    }

    /** What becomes of the waiting claims if the pod gets that node; null when one of them would get nothing. */
    public @Nullable List<ClaimDecision> decide(NodeInfo node) {
        var decisions = new ArrayList<ClaimDecision>();
        var taken = new HashSet<V1PersistentVolume>();
        for (var claim : waiting) {
            var decision = claim.decide(node, taken);
            if (decision == null) return null;
            if (decision instanceof ClaimDecision.Bind bind) taken.add(bind.volume());
            decisions.add(decision);
        }
        return decisions;
    }

    private static PodClaims refused(String why) {
        return new PodClaims(why, List.of(), List.of());
    }

    private static @Nullable String claimName(PodInfo pod, V1Volume volume) {
        if (volume.getPersistentVolumeClaim() != null)
            return volume.getPersistentVolumeClaim().getClaimName();
        return volume.getEphemeral() != null ? pod.name() + "-" + volume.getName() : null;
    }

    private static @Nullable String refusal(@Nullable V1PersistentVolumeClaim claim, String name, V1Volume volume) {
        if (claim == null)
            return (volume.getEphemeral() != null
                            ? VolumeBindingPlugin.WAITS_FOR_EPHEMERAL
                            : VolumeBindingPlugin.NOT_FOUND)
                    .formatted(name);
        if (Objects.requireNonNull(claim.getMetadata()).getDeletionTimestamp() != null)
            return VolumeBindingPlugin.BEING_DELETED.formatted(name);
        var lost = claim.getStatus() != null && "Lost".equals(claim.getStatus().getPhase());
        return lost && claim.getSpec() != null
                ? VolumeBindingPlugin.LOST.formatted(name, claim.getSpec().getVolumeName())
                : null;
    }

    private static boolean isBound(V1PersistentVolumeClaim claim) {
        var spec = claim.getSpec();
        var annotations = Objects.requireNonNull(claim.getMetadata()).getAnnotations();
        return spec != null
                && spec.getVolumeName() != null
                && annotations != null
                && annotations.containsKey(BIND_COMPLETED);
    }

    /** Null for a claim that is to be bound at once, whoever may use it. */
    private static @Nullable V1StorageClass waitingClass(V1PersistentVolumeClaim claim, ClaimLookup lookup) {
        var spec = claim.getSpec();
        if (spec == null || spec.getVolumeName() != null || spec.getStorageClassName() == null) return null;
        var storageClass = lookup.findStorageClass(spec.getStorageClassName());
        return storageClass != null && "WaitForFirstConsumer".equals(storageClass.getVolumeBindingMode())
                ? storageClass
                : null;
    }
}
