package dev.navarch.scheduler.cycle;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds a pod's node: filters until enough nodes have passed, starting where the last pod's search ended so that each node gets
 * its turn, then takes the best, any of them if several are as good. For one thread.
 */
public final class SchedulingCycle {
    private final PluginSet plugins;
    private final Nominations nominations;
    private final RandomGenerator random;
    private int start;

    public SchedulingCycle(PluginSet plugins, Nominations nominations, RandomGenerator random) {
        this.plugins = plugins;
        this.nominations = nominations;
        this.random = random;
    }

    public Decision decide(PodInfo pod, ClusterSnapshot snapshot) {
        if (snapshot.size() == 0) return new Decision.Refused(Refusal.noNodes());
        var filters = PreparedFilters.prepare(plugins.filters(), pod, snapshot);
        if (filters.refusal() != null) return new Decision.Refused(filters.refusal());
        var search = new Search(pod, snapshot, filters);
        var feasible = search.run();
        if (feasible.isEmpty()) return new Decision.Refused(search.refusal());
        return new Decision.Chosen(feasible.size() == 1 ? feasible.getFirst() : best(pod, snapshot, feasible));
    }

    private NodeInfo best(PodInfo pod, ClusterSnapshot snapshot, List<NodeInfo> feasible) {
        var totals = new long[feasible.size()];
        for (var plugin : plugins.scores()) {
            var score = plugin.prepareScore(pod, snapshot, feasible);
            if (score == null) continue;
            var scores = new long[totals.length];
            for (var i = 0; i < scores.length; i++) scores[i] = score.score(feasible.get(i));
            score.normalize(scores);
            for (var i = 0; i < scores.length; i++) totals[i] += scores[i] * plugin.weight();
        }
        return feasible.get(anyOfTheGreatest(totals));
    }

    private int anyOfTheGreatest(long[] totals) {
        var chosen = 0;
        var equals = 1;
        for (var i = 1; i < totals.length; i++) {
            if (totals[i] > totals[chosen]) {
                chosen = i;
                equals = 1;
            } else if (totals[i] == totals[chosen] && random.nextInt(++equals) == 0) {
                chosen = i;
            }
        }
        return chosen;
    }

    private final class Search {
        private final PodInfo pod;
        private final ClusterSnapshot snapshot;
        private final PreparedFilters filters;
        private final Refusal.Builder refusal;
        private final List<NodeInfo> feasible = new ArrayList<>();

        Search(PodInfo pod, ClusterSnapshot snapshot, PreparedFilters filters) {
            this.pod = pod;
            this.snapshot = snapshot;
            this.filters = filters;
            this.refusal = new Refusal.Builder(snapshot.size());
        }

        List<NodeInfo> run() {
            if (filters.onlyNodes() == null) walk();
            else filters.onlyNodes().forEach(name -> consider(snapshot.find(name)));
            return feasible;
        }

        Refusal refusal() {
            if (filters.onlyNodes() == null) return refusal.build(null, filters.checks());
            filters.pinnedBy().forEach(refusal::blame);
            var asked = filters.onlyNodes().stream()
                    .filter(name -> snapshot.find(name) != null)
                    .count();
            var reason = "node(s) didn't satisfy plugin(s) [%s]".formatted(String.join(" ", filters.pinnedBy()));
            return refusal.build(
                    new Refusal.LeftOut(reason, snapshot.size() - Math.toIntExact(asked)), filters.checks());
        }

        private void walk() {
            var nodes = snapshot.size();
            var enough = NodeSampling.enough(nodes);
            var looked = 0;
            while (looked < nodes && feasible.size() < enough) consider(snapshot.node((start + looked++) % nodes));
            start = nodes == 0 ? 0 : (start + looked) % nodes;
        }

        private void consider(@Nullable NodeInfo node) {
            if (node == null) return;
            var rejection = NamedCheck.firstRejection(filters.checks(), node);
            if (rejection == null) rejection = rejectionBesideNominated(node);
            if (rejection == null) feasible.add(node);
            else refusal.add(node.name(), rejection);
        }

        private @Nullable Rejection rejectionBesideNominated(NodeInfo node) {
            if (nominations.isEmpty()) return null;
            var nominated = nominations.before(pod, node.name());
            if (nominated.isEmpty()) return null;
            var checks = filters.checks();
            var crowded = node;
            for (var other : nominated) {
                crowded = crowded.with(other);
                checks = NamedCheck.with(checks, other, node);
            }
            return NamedCheck.firstRejection(checks, crowded);
        }
    }
}
