package dev.navarch.controller.nodelifecycle;

import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1Node;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When each node was last heard of, on this process's own clock: what nodes write there is only compared, never believed. */
final class Heartbeats {
    private final Clock clock;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();

    private record Heard(
            @Nullable OffsetDateTime renewed,
            @Nullable OffsetDateTime posted,
            @Nullable OffsetDateTime changed,
            Instant at) {}

    Heartbeats(Clock clock) {
        this.clock = clock;
    }

    Instant lastHeard(V1Node node, @Nullable V1Lease lease) {
        var name = node.getMetadata().getName();
        var renewed = lease == null || lease.getSpec() == null
                ? null
                : lease.getSpec().getRenewTime();
        var ready = NodeTaints.condition(node, "Ready");
        var posted = ready == null || "Unknown".equals(ready.getStatus()) ? null : ready.getLastHeartbeatTime();
        var changed = ready == null || "Unknown".equals(ready.getStatus()) ? null : ready.getLastTransitionTime();
        var known = heard.get(name);
        if (known != null
                && Objects.equals(known.renewed(), renewed)
                && (posted == null || Objects.equals(known.posted(), posted))
                && (changed == null || Objects.equals(known.changed(), changed))) {
            return known.at();
        }
        var now = new Heard(renewed, posted, changed, clock.instant());
        heard.put(name, now);
        return now.at();
    }

    boolean knows(String node) {
        return heard.containsKey(node);
    }

    void forget(String node) {
        heard.remove(node);
    }
}
