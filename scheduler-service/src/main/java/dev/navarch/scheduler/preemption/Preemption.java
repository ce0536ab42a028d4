package dev.navarch.scheduler.preemption;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.cycle.NamedCheck;
import dev.navarch.scheduler.cycle.Nominations;
import dev.navarch.scheduler.cycle.Refusal;
import dev.navarch.scheduler.framework.Verdict;
import dev.navarch.scheduler.preemption.DisruptionBudgets.DisruptionBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a node that would carry a refused pod if some pods of lower priority left, and for as few and as unimportant of them
 * as possible. Decides only; runs on the scheduling thread.
 */
public final class Preemption {
    static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";
    static final String NO_VICTIMS = "No preemption victims found for incoming pod";
    static final String NEVER = "not eligible due to preemptionPolicy=Never.";
    static final String ROOM_IS_BEING_MADE = "not eligible due to a terminating pod on the nominated node.";
    private static final int LEAST_CANDIDATES = 100;
    private static final int CANDIDATE_PERCENTAGE = 10;

    private final Nominations nominations;
    private final DisruptionBudgets budgets;
    private final RandomGenerator random;

    public Preemption(Nominations nominations, DisruptionBudgets budgets, RandomGenerator random) {
        this.nominations = nominations;
        this.budgets = budgets;
        this.random = random;
    }

    public PreemptionResult find(PodInfo pod, Refusal refusal, ClusterSnapshot snapshot) {
        if ("Never".equals(pod.spec().getPreemptionPolicy())) return new PreemptionResult.NoHelp(NEVER);
        if (roomIsBeingMade(pod, refusal, snapshot)) return new PreemptionResult.NoHelp(ROOM_IS_BEING_MADE);
        var search = new Search(pod, refusal, snapshot);
        var candidates = search.run();
        if (candidates.isEmpty())
            return new PreemptionResult.NoHelp(Refusal.histogram(snapshot.size(), search.reasonCounts));
        var best = candidates.stream().min(Victims.BEST_FIRST).orElseThrow();
        return new PreemptionResult.MakeRoom(best.node(), best.pods());
    }

    private boolean roomIsBeingMade(PodInfo pod, Refusal refusal, ClusterSnapshot snapshot) {
        var nominated = nominations.nodeOf(pod.uid());
        var node = nominated == null ? null : snapshot.find(nominated);
        if (node == null) return false;
        var rejection = refusal.rejections().get(node.name());
        if (rejection != null && rejection.verdict() instanceof Verdict.RejectsWhoeverLeaves) return false;
        return node.pods().stream().anyMatch(other -> other.isTerminating() && other.priority() < pod.priority());
    }

    private final class Search {
        private final PodInfo pod;
        private final Refusal refusal;
        private final ClusterSnapshot snapshot;
        private final Map<String, Integer> reasonCounts = new HashMap<>();
        private final Map<String, List<DisruptionBudget>> budgetsOf = new HashMap<>();

        Search(PodInfo pod, Refusal refusal, ClusterSnapshot snapshot) {
            this.pod = pod;
            this.refusal = refusal;
            this.snapshot = snapshot;
        }

        List<Victims> run() {
            var worthTrying = worthTrying();
            var enough = Math.max(LEAST_CANDIDATES, worthTrying.size() * CANDIDATE_PERCENTAGE / 100);
            var offset = worthTrying.isEmpty() ? 0 : random.nextInt(worthTrying.size());
            var found = new ArrayList<Victims>();
            for (var i = 0; i < worthTrying.size() && found.size() < enough; i++) {
                var node = worthTrying.get((offset + i) % worthTrying.size());
                var victims = victimsOn(node);
                if (victims != null) found.add(victims);
            }
            return found;
        }

        private List<NodeInfo> worthTrying() {
            var nodes = new ArrayList<NodeInfo>();
            for (var node : snapshot.nodes()) {
                var rejection = refusal.rejections().get(node.name());
                if (rejection != null && rejection.verdict() instanceof Verdict.Rejects) nodes.add(node);
                else reasonCounts.merge(NOT_HELPFUL, 1, Integer::sum);
            }
            return nodes;
        }

        private @Nullable Victims victimsOn(NodeInfo node) {
            var lower = node.pods().stream()
                    .filter(other -> other.priority() < pod.priority())
                    .sorted(Victims.MOST_IMPORTANT_FIRST)
                    .toList();
            if (lower.isEmpty()) {
                reasonCounts.merge(NO_VICTIMS, 1, Integer::sum);
                return null;
            }
            var trial = new NodeTrial(node, refusal.checks());
            for (var nominated : nominations.before(pod, node.name())) trial.add(nominated);
            lower.forEach(trial::remove);
            for (var reason : trial.reasons()) reasonCounts.merge(reason, 1, Integer::sum);
            return trial.fits() ? reprieve(trial, lower) : null;
        }

        /** Lets as many stay as possible: first those whose leaving would break a budget, then the more important. */
        private @Nullable Victims reprieve(NodeTrial trial, List<PodInfo> lower) {
            var breaking = breakingABudget(lower);
            var victims = new ArrayList<PodInfo>();
            var violations = 0;
            for (var other : lower) {
                if (breaking.contains(other) && !trial.canStay(other)) {
                    victims.add(other);
                    violations++;
                }
            }
            for (var other : lower) {
                if (!breaking.contains(other) && !trial.canStay(other)) victims.add(other);
            }
            victims.sort(Victims.MOST_IMPORTANT_FIRST);
            return victims.isEmpty() ? null : new Victims(trial.name(), victims, violations);
        }

        private List<PodInfo> breakingABudget(List<PodInfo> pods) {
            var leaving = new HashMap<String, Integer>();
            var breaking = new ArrayList<PodInfo>();
            for (var other : pods) {
                var breaks = false;
                for (var budget : budgetsOf.computeIfAbsent(other.namespace(), budgets::in)) {
                    if (budget.covers().test(other))
                        breaks |= leaving.merge(budget.key(), 1, Integer::sum) > budget.allowed();
                }
                if (breaks) breaking.add(other);
            }
            return breaking;
        }
    }

    /** A node from which pods are taken and put back. */
    private static final class NodeTrial {
        private NodeInfo node;
        private List<NamedCheck> checks;

        NodeTrial(NodeInfo node, List<NamedCheck> checks) {
            this.node = node;
            this.checks = checks;
        }

        String name() {
            return node.name();
        }

        void add(PodInfo pod) {
            node = node.with(pod);
            checks = NamedCheck.with(checks, pod, node);
        }

        void remove(PodInfo pod) {
            node = node.without(pod);
            checks = NamedCheck.without(checks, pod, node);
        }

        boolean fits() {
            return NamedCheck.allFit(checks, node);
        }

        List<String> reasons() {
            var rejection = NamedCheck.firstRejection(checks, node);
            return rejection == null ? List.of() : Refusal.reasons(rejection.verdict());
        }

        boolean canStay(PodInfo pod) {
            add(pod);
            if (fits()) return true;
            remove(pod);
            return false;
        }
    }
}
