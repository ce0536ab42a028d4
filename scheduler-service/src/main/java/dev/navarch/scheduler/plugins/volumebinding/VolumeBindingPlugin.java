package dev.navarch.scheduler.plugins.volumebinding;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.Verdict;
import dev.navarch.scheduler.selector.NodeAffinityMatcher;
import dev.navarch.scheduler.selector.NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Are the pod's claims there and bound, to volumes that this node can reach? */
public final class VolumeBindingPlugin implements FilterPlugin {
    static final String NOT_FOUND = "persistentvolumeclaim \"%s\" not found";
    static final String BEING_DELETED = "persistentvolumeclaim \"%s\" is being deleted";
    static final String WAITS_FOR_EPHEMERAL =
            "waiting for ephemeral volume controller to create the persistentvolumeclaim \"%s\"";
    static final String UNBOUND = "pod has unbound immediate PersistentVolumeClaims";
    static final String VOLUME_ELSEWHERE = "node(s) didn't match PersistentVolume's node affinity";
    static final String NO_VOLUME = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";
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
        var volumes = pod.spec().getVolumes();
        if (volumes == null) return Preparation.NotConcerned.HERE;
        var bound = new ArrayList<String>();
        for (var volume : volumes) {
            var name = claimName(pod, volume);
            if (name == null) continue;
            var claim = claims.findClaim(pod.namespace(), name);
            var refusal = refusal(claim, name, volume);
            if (refusal != null) return new Preparation.Refused(refusal);
            bound.add(Objects.requireNonNull(
                    Objects.requireNonNull(Objects.requireNonNull(claim).getSpec())
                            .getVolumeName()));
        }
        return bound.isEmpty() ? Preparation.NotConcerned.HERE : Preparation.check(node -> check(bound, node));
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

    private static @Nullable String claimName(PodInfo pod, V1Volume volume) {
        if (volume.getPersistentVolumeClaim() != null)
            return volume.getPersistentVolumeClaim().getClaimName();
        return volume.getEphemeral() != null ? pod.name() + "-" + volume.getName() : null;
    }

    private static @Nullable String refusal(@Nullable V1PersistentVolumeClaim claim, String name, V1Volume volume) {
        if (claim == null) return (volume.getEphemeral() != null ? WAITS_FOR_EPHEMERAL : NOT_FOUND).formatted(name);
        if (Objects.requireNonNull(claim.getMetadata()).getDeletionTimestamp() != null)
            return BEING_DELETED.formatted(name);
        return isBound(claim) ? null : UNBOUND;
    }

    private static boolean isBound(V1PersistentVolumeClaim claim) {
        var spec = claim.getSpec();
        var annotations = Objects.requireNonNull(claim.getMetadata()).getAnnotations();
        return spec != null
                && spec.getVolumeName() != null
                && annotations != null
                && annotations.containsKey("pv.kubernetes.io/bind-completed");
    }

    private Verdict check(List<String> volumeNames, NodeInfo node) {
        for (var name : volumeNames) {
            var volume = claims.findVolume(name);
            if (volume == null) return MISSING;
            if (!isReachable(volume, node)) return ELSEWHERE;
        }
        return Verdict.Fits.HERE;
    }

    private static boolean isReachable(V1PersistentVolume volume, NodeInfo node) {
        var affinity = volume.getSpec() == null ? null : volume.getSpec().getNodeAffinity();
        var required = affinity == null ? null : affinity.getRequired();
        return required == null || NodeAffinityMatcher.terms(required).stream().anyMatch(term -> matches(term, node));
    }

    private static boolean matches(NodeSelectorTerm term, NodeInfo node) {
        return term.matches(node.name(), node.labels());
    }
}
