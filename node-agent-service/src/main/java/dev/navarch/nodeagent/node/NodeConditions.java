package dev.navarch.nodeagent.node;

import io.kubernetes.client.openapi.models.V1NodeCondition;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The four conditions that a node writes of itself; Ready is the last. */
final class NodeConditions {
    private static final Set<String> OWN = Set.of("MemoryPressure", "DiskPressure", "PIDPressure", "Ready");
    private final Machine machine;
    private final RuntimeHealth health;

    NodeConditions(Machine machine, RuntimeHealth health) {
        this.machine = machine;
        this.health = health;
    }

    List<V1NodeCondition> build(List<V1NodeCondition> before, OffsetDateTime now) {
        var result = new ArrayList<V1NodeCondition>();
        before.stream().filter(condition -> !OWN.contains(condition.getType())).forEach(result::add);
        result.add(pressure(
                "MemoryPressure",
                machine.shortOfMemory(),
                "KubeletHasSufficientMemory",
                "KubeletHasInsufficientMemory",
                "kubelet has sufficient memory available",
                "kubelet has insufficient memory available"));
        result.add(pressure(
                "DiskPressure",
                machine.shortOfDisk(),
                "KubeletHasNoDiskPressure",
                "KubeletHasDiskPressure",
                "kubelet has no disk pressure",
                "kubelet has disk pressure"));
        result.add(pressure(
                "PIDPressure",
                false,
                "KubeletHasSufficientPID",
                "KubeletHasInsufficientPID",
                "kubelet has sufficient PID available",
                "kubelet has insufficient PID available"));
        result.add(ready());
        result.forEach(condition -> stamp(condition, before, now));
        return result;
    }

    private V1NodeCondition ready() {
        var problems = health.problems();
        if (problems.isEmpty()) {
            return condition("Ready", "True", "KubeletReady", "kubelet is posting ready status");
        }
        var text = problems.size() == 1 ? problems.getFirst() : "[" + String.join(", ", problems) + "]";
        return condition("Ready", "False", "KubeletNotReady", text);
    }

    private static V1NodeCondition pressure(
            String type, boolean under, String goodReason, String badReason, String good, String bad) {
        return under ? condition(type, "True", badReason, bad) : condition(type, "False", goodReason, good);
    }

    private static V1NodeCondition condition(String type, String status, String reason, String message) {
        return new V1NodeCondition().type(type).status(status).reason(reason).message(message);
    }

    private static void stamp(V1NodeCondition condition, List<V1NodeCondition> before, OffsetDateTime now) {
        if (!OWN.contains(condition.getType())) return;
        condition.setLastHeartbeatTime(now);
        condition.setLastTransitionTime(before.stream()
                .filter(old -> old.getType().equals(condition.getType())
                        && old.getStatus().equals(condition.getStatus())
                        && old.getLastTransitionTime() != null)
                .map(V1NodeCondition::getLastTransitionTime)
                .findFirst()
                .orElse(now));
    }
}
