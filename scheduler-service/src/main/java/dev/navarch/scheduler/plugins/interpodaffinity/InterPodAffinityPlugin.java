package dev.navarch.scheduler.plugins.interpodaffinity;

import dev.navarch.scheduler.cluster.AffinityTerm.NamespaceLabels;
import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;

/** Are the pods there that this one must be near, and none that it, or they, must be far from? */
public final class InterPodAffinityPlugin implements FilterPlugin {
    static final String NO_AFFINITY = "node(s) didn't match pod affinity rules";
    static final String OWN_ANTI_AFFINITY = "node(s) didn't match pod anti-affinity rules";
    static final String EXISTING_ANTI_AFFINITY = "node(s) didn't satisfy existing pods anti-affinity rules";

    private final NamespaceLabels namespaceLabels;

    public InterPodAffinityPlugin(NamespaceLabels namespaceLabels) {
        this.namespaceLabels = namespaceLabels;
    }

    @Override
    public String name() {
        return "InterPodAffinity";
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        var wishes = pod.affinities();
        var hasWishes = !wishes.required().isEmpty() || !wishes.requiredAnti().isEmpty();
        if (!hasWishes && !snapshot.hasAntiAffinity()) return Preparation.NotConcerned.HERE;
        var check = new AffinityCheck(pod, namespaceLabels);
        for (var node : snapshot.nodesWithAntiAffinity()) countAversions(check, node);
        if (hasWishes) {
            for (var node : snapshot.nodes()) countWishes(check, node);
        }
        return check.hasNothingToCheck() ? Preparation.NotConcerned.HERE : Preparation.check(check);
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return switch (change) {
            case ClusterChange.PodPlaced(var placed) -> isWantedBy(pod, placed);
            case ClusterChange.PlacedPodChanged(var before, var after) ->
                !before.labels().equals(after.labels());
            case ClusterChange.PodGone(var gone) -> keptAway(pod, gone);
            case ClusterChange.NodeAdded _, ClusterChange.NamespaceRelabelled _ -> true;
            case ClusterChange.NodeChanged(var before, var after) ->
                !before.labels().equals(after.labels());
            case ClusterChange.ClaimChanged _, ClusterChange.VolumeChanged _, ClusterChange.StorageClassChanged _ ->
                false;
        };
    }

    private boolean isWantedBy(PodInfo pod, PodInfo placed) {
        return pod.affinities().required().stream().anyMatch(term -> term.matches(placed, namespaceLabels));
    }

    private boolean keptAway(PodInfo pod, PodInfo gone) {
        return pod.affinities().requiredAnti().stream().anyMatch(term -> term.matches(gone, namespaceLabels))
                || gone.affinities().requiredAnti().stream().anyMatch(term -> term.matches(pod, namespaceLabels));
    }

    private static void countAversions(AffinityCheck check, NodeInfo node) {
        for (var other : node.podsWithAntiAffinity()) check.countAversion(other, node, 1);
    }

    private static void countWishes(AffinityCheck check, NodeInfo node) {
        for (var other : node.pods()) check.countWishes(other, node, 1);
    }
}
