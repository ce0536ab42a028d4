package dev.navarch.scheduler.preemption;

import dev.navarch.scheduler.cluster.PodInfo;
import java.util.List;
import java.util.function.Predicate;

/** The budgets that cover pods. */
@FunctionalInterface
public interface DisruptionBudgets {
    List<DisruptionBudget> in(String namespace);

    /** @param allowed how many of its pods may still be disrupted */
    record DisruptionBudget(String key, Predicate<PodInfo> covers, int allowed) {}
}
