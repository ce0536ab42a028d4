package dev.navarch.scheduler.plugins.nodeaffinity;

import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.framework.ScorePlugin;
import dev.navarch.scheduler.selector.NodeAffinityMatcher;
import dev.navarch.scheduler.selector.NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1PreferredSchedulingTerm;
import java.util.List;

/** The sum of the weights of the preferred terms that a node matches. */
final class PreferredNodes implements ScorePlugin.NodeScore {
    private final List<Weighted> terms;

    private record Weighted(int weight, NodeSelectorTerm term) {}

    PreferredNodes(List<V1PreferredSchedulingTerm> preferred) {
        terms = preferred.stream()
                .map(term -> new Weighted(term.getWeight(), NodeAffinityMatcher.term(term.getPreference())))
                .toList();
    }

    @Override
    public long score(NodeInfo node) {
        long sum = 0;
        for (var weighted : terms) {
            if (weighted.term.matches(node.name(), node.labels())) sum += weighted.weight;
        }
        return sum;
    }

    @Override
    public void normalize(long[] scores) {
        ScorePlugin.scale(scores, false);
    }
}
