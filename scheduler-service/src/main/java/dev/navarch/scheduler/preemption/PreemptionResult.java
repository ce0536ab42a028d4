package dev.navarch.scheduler.preemption;

import dev.navarch.scheduler.cluster.PodInfo;
import java.util.List;

/** What preemption can do for a refused pod. */
public sealed interface PreemptionResult {
    /** If these left, the pod would fit there. */
    record MakeRoom(String node, List<PodInfo> victims) implements PreemptionResult {
        public MakeRoom {
            victims = List.copyOf(victims);
        }
    }

    /** Nothing; why, as FailedScheduling tells it. */
    record NoHelp(String text) implements PreemptionResult {}
}
