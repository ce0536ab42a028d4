package dev.navarch.controller.nodelifecycle;

import io.kubernetes.client.openapi.models.V1Node;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How fast nodes may be emptied: one every ten seconds a zone; one every hundred, or none in a small zone, where most of a zone is
 * not ready; none at all where no node is ready, because then it is more likely us who hear nothing.
 */
final class ZoneHealth {
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String REGION = "topology.kubernetes.io/region";
    private static final String EXCLUDED = "node.kubernetes.io/exclude-disruption";
    private static final Duration PACE = Duration.ofSeconds(10);
    private static final Duration SLOW_PACE = Duration.ofSeconds(100);
    private static final double MOST = 0.55;
    private static final int LARGE = 50;

    private final Clock clock;
    private final Map<String, Instant> lastEviction = new HashMap<>();

    ZoneHealth(Clock clock) {
        this.clock = clock;
    }

    /** No node is ready: nobody is evicted, and those who were to leave may stay. */
    static boolean allDark(List<V1Node> nodes) {
        return nodes.stream().noneMatch(node -> "True".equals(NodeTaints.status(node, "Ready")));
    }

    /** Takes the zone's next turn, if it has come. */
    synchronized boolean mayEvict(V1Node node, List<V1Node> nodes) {
        if (allDark(nodes)) {
            return false;
        }
        var zone = zone(node);
        var members = nodes.stream()
                .filter(other -> zone(other).equals(zone))
                .filter(other -> !labels(other).containsKey(EXCLUDED))
                .toList();
        var unready = members.stream()
                .filter(other -> !"True".equals(NodeTaints.status(other, "Ready")))
                .count();
        var pace = PACE;
        if (unready > 2 && unready < members.size() && unready >= MOST * members.size()) {
            if (members.size() <= LARGE) {
                return false;
            }
            pace = SLOW_PACE;
        }
        var last = lastEviction.get(zone);
        if (last != null && last.plus(pace).isAfter(clock.instant())) {
            return false;
        }
        lastEviction.put(zone, clock.instant());
        return true;
    }

    private static String zone(V1Node node) {
        return labels(node).getOrDefault(REGION, "") + ":" + labels(node).getOrDefault(ZONE, "");
    }

    private static Map<String, String> labels(V1Node node) {
        return Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    }
}
