package dev.navarch.apiserver.pods;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.machinery.time.Timestamps;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether, by the budget it falls under, a pod may go now; and takes one off what the budget allows. */
final class DisruptionBudget {
    private static final GroupResource BUDGETS = new GroupResource("policy", "poddisruptionbudgets");
    private static final Set<String> NOT_COUNTED = Set.of("Pending", "Succeeded", "Failed");
    private static final int MOST_DISRUPTED = 2000;
    private static final String REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Clock clock;

    DisruptionBudget(ObjectReader reader, ObjectWriter writer, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /** @throws StatusException 429 while the budget does not allow it, 500 under two budgets */
    void spend(ObjectNode pod, boolean dryRun) {
        var metadata = ObjectMeta.of(pod);
        var phase = pod.path("status").path("phase").asString("");
        if (metadata.isBeingDeleted() || NOT_COUNTED.contains(phase)) return;
        var budget = budgetOf(metadata);
        if (budget == null) return;
        var name = ObjectMeta.of(budget).name();
        if (!isReady(pod) && unhealthyMayGo(budget)) return;
        if (dryRun) check(budget, name);
        else
            writer.change(BUDGETS, metadata.namespace(), name, newest -> {
                check(newest, name);
                var status = newest.withObject("status");
                status.put(
                        "disruptionsAllowed", status.path("disruptionsAllowed").asInt(0) - 1);
                status.withObject("disruptedPods").put(metadata.name(), Timestamps.seconds(clock.instant()));
                if (status.path("disruptionsAllowed").asInt(0) == 0) sayThatNoneIsLeft(newest, status);
            });
    }

    private @Nullable ObjectNode budgetOf(ObjectMeta pod) {
        var matching = reader.list(BUDGETS, pod.namespace()).stream()
                .filter(budget ->
                        LabelSelector.of(budget.path("spec").get("selector")).matches(pod.labels()))
                .toList();
        if (matching.size() > 1)
            throw new StatusException(new Status(
                    500,
                    "InternalError",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
                    null));
        return matching.isEmpty() ? null : matching.getFirst();
    }

    private static void check(ObjectNode budget, String name) {
        var status = budget.path("status");
        if (status.path("observedGeneration").asLong(0)
                < budget.path("metadata").path("generation").asLong(0))
            throw refused("The disruption budget " + name + " is still being processed by the server.");
        if (status.path("disruptedPods").size() > MOST_DISRUPTED)
            throw StatusException.forbidden(
                    BUDGETS, name, "DisruptedPods map too big - too many evictions not confirmed by PDB controller");
        if (status.path("disruptionsAllowed").asInt(0) <= 0)
            throw refused("The disruption budget " + name + " needs "
                    + status.path("desiredHealthy").asInt(0) + " healthy pods and has "
                    + status.path("currentHealthy").asInt(0) + " currently");
    }

    /** Before the loop looks: clients wait for this condition. */
    private void sayThatNoneIsLeft(JsonNode budget, ObjectNode status) {
        for (var condition : status.withArray("conditions"))
            if (condition instanceof ObjectNode allowed
                    && allowed.path("type").asString("").equals("DisruptionAllowed")) {
                if (!allowed.path("status").asString("").equals("False"))
                    allowed.put("lastTransitionTime", Timestamps.seconds(clock.instant()));
                allowed.put("status", "False")
                        .put("reason", "InsufficientPods")
                        .set("observedGeneration", budget.path("metadata").path("generation"));
            }
    }

    private static boolean unhealthyMayGo(JsonNode budget) {
        if (budget.path("spec").path("unhealthyPodEvictionPolicy").asString("").equals("AlwaysAllow")) return true;
        var status = budget.path("status");
        var desired = status.path("desiredHealthy").asInt(0);
        return desired > 0 && status.path("currentHealthy").asInt(0) >= desired;
    }

    private static boolean isReady(JsonNode pod) {
        for (var condition : pod.path("status").path("conditions"))
            if (condition.path("type").asString("").equals("Ready"))
                return condition.path("status").asString("").equals("True");
        return false;
    }

    private static StatusException refused(String why) {
        var cause = new Status.Cause("DisruptionBudget", why, "");
        return new StatusException(
                new Status(429, "TooManyRequests", REFUSED, new Status.Details("", "", "").withCauses(List.of(cause))));
    }
}
