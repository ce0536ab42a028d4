package dev.navarch.scheduler.plugins.interpodaffinity;

import dev.navarch.scheduler.cluster.AffinityTerm;
import dev.navarch.scheduler.cluster.AffinityTerm.NamespaceLabels;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.NodeCheck;
import dev.navarch.scheduler.framework.Verdict;
import java.util.List;

/** One pod against the domains in which its friends and its foes run. */
final class AffinityCheck implements NodeCheck {
    private static final Verdict NO_FRIENDS = Verdict.RejectsWhoeverLeaves.because(InterPodAffinityPlugin.NO_AFFINITY);
    private static final Verdict FOES = Verdict.Rejects.because(InterPodAffinityPlugin.OWN_ANTI_AFFINITY);
    private static final Verdict UNWELCOME = Verdict.Rejects.because(InterPodAffinityPlugin.EXISTING_ANTI_AFFINITY);

    private final PodInfo pod;
    private final NamespaceLabels namespaceLabels;
    /** Pods that match every affinity term of the pod. */
    private final TopologyCounts friends;
    /** Pods that match an anti-affinity term of the pod. */
    private final TopologyCounts foes;
    /** Pods with an anti-affinity term that the pod matches. */
    private final TopologyCounts averse;

    AffinityCheck(PodInfo pod, NamespaceLabels namespaceLabels) {
        this(pod, namespaceLabels, new TopologyCounts(), new TopologyCounts(), new TopologyCounts());
    }

    private AffinityCheck(
            PodInfo pod,
            NamespaceLabels namespaceLabels,
            TopologyCounts friends,
            TopologyCounts foes,
            TopologyCounts averse) {
        this.pod = pod;
        this.namespaceLabels = namespaceLabels;
        this.friends = friends;
        this.foes = foes;
        this.averse = averse;
    }

    void count(PodInfo other, NodeInfo node, int pods) {
        countWishes(other, node, pods);
        countAversion(other, node, pods);
    }

    void countWishes(PodInfo other, NodeInfo node, int pods) {
        var wanted = pod.affinities().required();
        if (!wanted.isEmpty() && matchesAll(wanted, other)) {
            for (var term : wanted) friends.add(term.topologyKey(), node, pods);
        }
        for (var term : pod.affinities().requiredAnti()) {
            if (term.matches(other, namespaceLabels)) foes.add(term.topologyKey(), node, pods);
        }
    }

    void countAversion(PodInfo other, NodeInfo node, int pods) {
        for (var term : other.affinities().requiredAnti()) {
            if (term.matches(pod, namespaceLabels)) averse.add(term.topologyKey(), node, pods);
        }
    }

    boolean hasNothingToCheck() {
        return averse.isEmpty()
                && pod.affinities().required().isEmpty()
                && pod.affinities().requiredAnti().isEmpty();
    }

    @Override
    public Verdict check(NodeInfo node) {
        if (!isNearFriends(node)) return NO_FRIENDS;
        for (var term : pod.affinities().requiredAnti()) {
            if (foes.at(term.topologyKey(), node) > 0) return FOES;
        }
        return averse.anyAt(node) ? UNWELCOME : Verdict.Fits.HERE;
    }

    @Override
    public NodeCheck with(PodInfo other, NodeInfo node) {
        return recounted(other, node, 1);
    }

    @Override
    public NodeCheck without(PodInfo other, NodeInfo node) {
        return recounted(other, node, -1);
    }

    private NodeCheck recounted(PodInfo other, NodeInfo node, int pods) {
        var copy = new AffinityCheck(pod, namespaceLabels, friends.copy(), foes.copy(), averse.copy());
        copy.count(other, node, pods);
        return copy;
    }

    /** The first of a group that wants to be together finds nobody; it may start anywhere if it belongs to the group itself. */
    private boolean isNearFriends(NodeInfo node) {
        var wanted = pod.affinities().required();
        var near = true;
        for (var term : wanted) {
            if (!node.labels().containsKey(term.topologyKey())) return false;
            near &= friends.at(term.topologyKey(), node) > 0;
        }
        return near || (friends.isEmpty() && matchesAll(wanted, pod));
    }

    private boolean matchesAll(List<AffinityTerm> terms, PodInfo other) {
        for (var term : terms) {
            if (!term.matches(other, namespaceLabels)) return false;
        }
        return true;
    }
}
