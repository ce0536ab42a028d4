package dev.navarch.scheduler.cycle;

import dev.navarch.scheduler.framework.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a pod found no node.
 *
 * @param upFront the one reason of a plugin that refused before any node was looked at
 * @param rejections by node name
 * @param leftOut the reason for nodes that nobody was asked about, and how many these are
 * @param checks the checks made ready for this pod, for preemption to ask again
 */
public record Refusal(
        int nodes,
        @Nullable String upFront,
        Map<String, Rejection> rejections,
        @Nullable LeftOut leftOut,
        Set<String> plugins,
        List<NamedCheck> checks) {
    public static final String NO_NODES = "no nodes available to schedule pods";
    private static final String LAYOUT = "0/%d nodes are available: %s";

    public record LeftOut(String reason, int nodes) {}

    static Refusal noNodes() {
        return new Refusal(0, null, Map.of(), null, Set.of(), List.of());
    }

    static Refusal upFront(int nodes, String plugin, String reason) {
        return new Refusal(nodes, reason, Map.of(), null, Set.of(plugin), List.of());
    }

    /** The text of FailedScheduling, as far as filters go: a histogram of reasons, sorted as plain text. */
    public String text() {
        if (nodes == 0) return NO_NODES;
        return upFront != null ? LAYOUT.formatted(nodes, upFront + ".") : histogram(nodes, reasonCounts());
    }

    public static String histogram(int nodes, Map<String, Integer> reasonCounts) {
        var lines = new ArrayList<String>();
        reasonCounts.forEach((reason, count) -> lines.add(count + " " + reason));
        lines.sort(null);
        return lines.isEmpty()
                ? "0/%d nodes are available:".formatted(nodes)
                : LAYOUT.formatted(nodes, String.join(", ", lines) + ".");
    }

    private Map<String, Integer> reasonCounts() {
        var counts = new HashMap<String, Integer>();
        rejections.values().forEach(rejection -> {
            for (var reason : reasons(rejection.verdict())) counts.merge(reason, 1, Integer::sum);
        });
        if (leftOut != null && leftOut.nodes > 0) counts.merge(leftOut.reason, leftOut.nodes, Integer::sum);
        return counts;
    }

    public static List<String> reasons(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fits() -> List.of();
            case Verdict.Rejects(var reasons) -> reasons;
            case Verdict.RejectsWhoeverLeaves(var reasons) -> reasons;
        };
    }

    static final class Builder {
        private final int nodes;
        private final Map<String, Rejection> rejections = new LinkedHashMap<>();
        private final Set<String> plugins = new HashSet<>();

        Builder(int nodes) {
            this.nodes = nodes;
        }

        void add(String node, Rejection rejection) {
            rejections.put(node, rejection);
            plugins.add(rejection.plugin());
        }

        void blame(String plugin) {
            plugins.add(plugin);
        }

        Refusal build(@Nullable LeftOut leftOut, List<NamedCheck> checks) {
            return new Refusal(nodes, null, rejections, leftOut, Set.copyOf(plugins), checks);
        }
    }
}
