package dev.navarch.scheduler.cycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.scheduler.cluster.PodInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods for which room is being made on a node: others of lower priority must not slip in. Thread-safe. */
public final class Nominations {
    @GuardedBy("this")
    private final Map<String, Nomination> byUid = new HashMap<>();

    private record Nomination(PodInfo pod, String node) {}

    public synchronized void put(PodInfo pod, String node) {
        byUid.put(pod.uid(), new Nomination(pod, node));
    }

    public synchronized void remove(String uid) {
        byUid.remove(uid);
    }

    public synchronized @Nullable String nodeOf(String uid) {
        var nomination = byUid.get(uid);
        return nomination == null ? null : nomination.node;
    }

    /** Those on a node that a pod of this priority must respect. */
    public synchronized List<PodInfo> before(PodInfo pod, String node) {
        if (byUid.isEmpty()) return List.of();
        var found = new ArrayList<PodInfo>();
        for (var nomination : byUid.values()) {
            if (nomination.node.equals(node)
                    && nomination.pod.priority() >= pod.priority()
                    && !nomination.pod.equals(pod)) found.add(nomination.pod);
        }
        return found;
    }

    public synchronized List<PodInfo> lowerThan(PodInfo pod, String node) {
        return byUid.values().stream()
                .filter(nomination -> nomination.node.equals(node) && nomination.pod.priority() < pod.priority())
                .map(Nomination::pod)
                .toList();
    }

    synchronized boolean isEmpty() {
        return byUid.isEmpty();
    }
}
