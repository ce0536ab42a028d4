package dev.navarch.scheduler.cycle;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The filters after each has read the pod.
 *
 * @param onlyNodes the only nodes worth asking; null for all
 * @param pinnedBy the plugins that said so
 */
record PreparedFilters(
        List<NamedCheck> checks,
        @Nullable Set<String> onlyNodes,
        Set<String> pinnedBy,
        @Nullable Refusal refusal) {

    static PreparedFilters prepare(List<FilterPlugin> filters, PodInfo pod, ClusterSnapshot snapshot) {
        var checks = new ArrayList<NamedCheck>(filters.size());
        Set<String> onlyNodes = null;
        var pinnedBy = new TreeSet<String>();
        for (var filter : filters) {
            switch (filter.prepare(pod, snapshot)) {
                case Preparation.NotConcerned() -> {}
                case Preparation.Refused(var reason) -> {
                    var refusal = Refusal.upFront(snapshot.size(), filter.name(), reason);
                    return new PreparedFilters(List.of(), null, Set.of(), refusal);
                }
                case Preparation.Checks(var check, var nodes) -> {
                    checks.add(new NamedCheck(filter.name(), check));
                    if (nodes == null) continue;
                    pinnedBy.add(filter.name());
                    if (onlyNodes == null) onlyNodes = new HashSet<>(nodes);
                    else onlyNodes.retainAll(nodes);
                }
            }
        }
        return new PreparedFilters(checks, onlyNodes, pinnedBy, null);
    }
}
