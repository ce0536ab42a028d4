package dev.navarch.controller.disruption;

import dev.navarch.client.Timestamps;
import io.kubernetes.client.openapi.models.V1Condition;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The one condition of a budget. */
record DisruptionAllowed(String status, String reason, String message) {
    private static final String TYPE = "DisruptionAllowed";

    static DisruptionAllowed of(int allowed) {
        return allowed > 0
                ? new DisruptionAllowed("True", "SufficientPods", "")
                : new DisruptionAllowed("False", "InsufficientPods", "");
    }

    static DisruptionAllowed syncFailed(String why) {
        return new DisruptionAllowed("False", "SyncFailed", why);
    }

    /** The budget's conditions with this one in its place. Its time moves with its status only. */
    List<V1Condition> in(V1PodDisruptionBudget budget, Clock clock) {
        var status = budget.getStatus();
        var conditions = new ArrayList<V1Condition>();
        if (status != null && status.getConditions() != null) {
            conditions.addAll(status.getConditions());
        }
        var before = conditions.stream()
                .filter(condition -> TYPE.equals(condition.getType()))
                .findFirst()
                .orElse(null);
        var next = new V1Condition()
                .type(TYPE)
                .status(this.status)
                .reason(reason)
                .message(message)
                .observedGeneration(budget.getMetadata().getGeneration())
                .lastTransitionTime(
                        before != null && this.status.equals(before.getStatus())
                                ? before.getLastTransitionTime()
                                : Timestamps.seconds(clock));
        if (before == null) {
            conditions.add(next);
        } else {
            conditions.set(conditions.indexOf(before), next);
        }
        return conditions;
    }
}
