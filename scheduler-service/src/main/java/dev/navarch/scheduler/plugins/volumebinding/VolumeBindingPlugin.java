package dev.navarch.scheduler.plugins.volumebinding;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.Verdict;
import java.util.Objects;

/** Are the pod's claims there, and bound to volumes that this node can reach, or can they be bound once it has the pod? */
public final class VolumeBindingPlugin implements FilterPlugin {
    static final String NOT_FOUND = "persistentvolumeclaim \"%s\" not found";
    static final String BEING_DELETED = "persistentvolumeclaim \"%s\" is being deleted";
    static final String WAITS_FOR_EPHEMERAL =
            "waiting for ephemeral volume controller to create the persistentvolumeclaim \"%s\"";
    static final String UNBOUND = "pod has unbound immediate PersistentVolumeClaims";
    static final String VOLUME_ELSEWHERE = "node(s) didn't match PersistentVolume's node affinity";
    static final String NO_VOLUME = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";
    static final String NO_SUITABLE_VOLUME = "node(s) didn't find available persistent volumes to bind";
    static final String LOST = "persistentvolumeclaim \"%s\" bound to non-existent persistentvolume \"%s\"";
    private static final Verdict NOTHING_TO_BIND = Verdict.RejectsWhoeverLeaves.because(NO_SUITABLE_VOLUME);
    private static final Verdict ELSEWHERE = Verdict.RejectsWhoeverLeaves.because(VOLUME_ELSEWHERE);
    private static final Verdict MISSING = Verdict.RejectsWhoeverLeaves.because(NO_VOLUME);

    private final ClaimLookup claims;

    public VolumeBindingPlugin(ClaimLookup claims) {
        this.claims = claims;
    }

    @Override
    public String name() {
        return "VolumeBinding";
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        var ofPod = PodClaims.of(pod, claims);
        if (ofPod.refusal() != null) return new Preparation.Refused(ofPod.refusal());
        return ofPod.boundVolumes().isEmpty() && ofPod.waiting().isEmpty()
                ? Preparation.NotConcerned.HERE
                : Preparation.check(node -> check(ofPod, node));
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return switch (change) {
            case ClusterChange.ClaimChanged(var claim) ->
                pod.namespace()
                        .equals(Objects.requireNonNull(claim.getMetadata()).getNamespace());
            case ClusterChange.VolumeChanged _, ClusterChange.StorageClassChanged _, ClusterChange.NodeAdded _ -> true;
            case ClusterChange.NodeChanged(var before, var after) ->
                !before.labels().equals(after.labels());
            default -> false;
        };
    }

    private Verdict check(PodClaims ofPod, NodeInfo node) {
        for (var name : ofPod.boundVolumes()) {
            var volume = claims.findVolume(name);
            if (volume == null) return MISSING;
            if (!VolumeReach.includes(volume, node)) return ELSEWHERE;
        }
        return ofPod.decide(node) == null ? NOTHING_TO_BIND : Verdict.Fits.HERE;
    }
}
