package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodReadinessGate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The conditions that a node writes, beside those of others, which it keeps. */
final class PodConditions {
    private static final List<String> OWN = List.of(
            "PodResizePending",
            "PodResizeInProgress",
            "PodReadyToStartContainers",
            "Initialized",
            "Ready",
            "ContainersReady",
            "PodScheduled");
    private final V1Pod pod;
    private final String phase;
    private final List<V1ContainerStatus> init;
    private final List<V1ContainerStatus> regular;
    private final Map<String, V1PodCondition> before = new HashMap<>();
    private final OffsetDateTime now;

    PodConditions(
            V1Pod pod,
            String phase,
            List<V1ContainerStatus> init,
            List<V1ContainerStatus> regular,
            OffsetDateTime now) {
        this.pod = pod;
        this.phase = phase;
        this.init = init;
        this.regular = regular;
        this.now = now;
        conditions(pod).forEach(condition -> before.put(condition.getType(), condition));
    }

    static boolean isOwn(String type) {
        return OWN.contains(type);
    }

    List<V1PodCondition> build(boolean sandboxReady, List<PodNotice> notices) {
        var result = new ArrayList<V1PodCondition>();
        conditions(pod).stream()
                .filter(condition -> !OWN.contains(condition.getType())
                        && notices.stream().noneMatch(notice -> notice.type().equals(condition.getType())))
                .forEach(result::add);
        for (var notice : notices) {
            result.add(condition(notice.type(), new Verdict(true, notice.reason(), notice.message())));
        }
        var containersReady = containersReady();
        result.add(condition("PodReadyToStartContainers", new Verdict(sandboxReady, null, null)));
        result.add(condition("Initialized", initialized()));
        result.add(condition("Ready", ready(containersReady)));
        result.add(condition("ContainersReady", containersReady));
        result.add(condition("PodScheduled", new Verdict(true, null, null)));
        return result;
    }

    private record Verdict(
            boolean holds,
            @Nullable String reason,
            @Nullable String message) {
        static final Verdict TRUE = new Verdict(true, null, null);

        static Verdict no(String reason, @Nullable String message) {
            return new Verdict(false, reason, message);
        }
    }

    private Verdict initialized() {
        var containers = PodContainer.init(pod);
        if (containers.isEmpty()) return Verdict.TRUE;
        if (phase.equals("Succeeded")) return new Verdict(true, "PodCompleted", null);
        if (regular.stream().anyMatch(PodConditions::everStarted)) return Verdict.TRUE;
        var unknown = new ArrayList<String>();
        var incomplete = new ArrayList<String>();
        for (var container : containers) {
            var status = find(init, container.name());
            if (status == null) unknown.add(container.name());
            else if (container.kind() == Kind.SIDECAR
                    ? !Boolean.TRUE.equals(status.getStarted())
                    : !status.getReady()) {
                incomplete.add(container.name());
            }
        }
        return verdict(unknown, incomplete, "incomplete", "ContainersNotInitialized");
    }

    private Verdict containersReady() {
        if (phase.equals("Failed")) return Verdict.no("PodFailed", null);
        var unknown = new ArrayList<String>();
        var unready = new ArrayList<String>();
        for (var container : PodContainer.all(pod)) {
            if (container.kind() != Kind.REGULAR && container.kind() != Kind.SIDECAR) continue;
            var status = find(container.kind() == Kind.REGULAR ? regular : init, container.name());
            if (status == null) unknown.add(container.name());
            else if (!status.getReady()) unready.add(container.name());
        }
        if (phase.equals("Succeeded") && unknown.isEmpty()) return Verdict.no("PodCompleted", null);
        return verdict(unknown, unready, "unready", "ContainersNotReady");
    }

    private Verdict ready(Verdict containersReady) {
        if (!containersReady.holds) return containersReady;
        var problems = new ArrayList<String>();
        var gates = Objects.requireNonNullElse(specOf(pod).getReadinessGates(), List.<V1PodReadinessGate>of());
        for (var gate : gates) {
            var type = gate.getConditionType();
            var found = before.get(type);
            if (found == null) {
                problems.add("corresponding condition of pod readiness gate \"" + type + "\" does not exist.");
            } else if (!found.getStatus().equals("True")) {
                problems.add(
                        "the status of pod readiness gate \"" + type + "\" is not \"True\", but " + found.getStatus());
            }
        }
        return problems.isEmpty() ? Verdict.TRUE : Verdict.no("ReadinessGatesNotReady", String.join(", ", problems));
    }

    private static Verdict verdict(List<String> unknown, List<String> failing, String word, String reason) {
        var parts = new ArrayList<String>();
        if (!unknown.isEmpty()) parts.add("containers with unknown status: [" + String.join(" ", unknown) + "]");
        if (!failing.isEmpty()) parts.add("containers with " + word + " status: [" + String.join(" ", failing) + "]");
        return parts.isEmpty() ? Verdict.TRUE : Verdict.no(reason, String.join(", ", parts));
    }

    private V1PodCondition condition(String type, Verdict verdict) {
        var status = verdict.holds ? "True" : "False";
        var old = before.get(type);
        var since = old != null && old.getStatus().equals(status) && old.getLastTransitionTime() != null
                ? old.getLastTransitionTime()
                : now;
        return new V1PodCondition()
                .type(type)
                .status(status)
                .reason(verdict.reason)
                .message(verdict.message)
                .observedGeneration(metadataOf(pod).getGeneration())
                .lastTransitionTime(since);
    }

    private static boolean everStarted(V1ContainerStatus status) {
        var state = status.getState();
        var last = status.getLastState();
        return (state != null && (state.getRunning() != null || state.getTerminated() != null))
                || (last != null && last.getTerminated() != null);
    }

    private static @Nullable V1ContainerStatus find(List<V1ContainerStatus> statuses, String name) {
        return statuses.stream()
                .filter(status -> status.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<V1PodCondition> conditions(V1Pod pod) {
        var status = pod.getStatus();
        return status == null || status.getConditions() == null ? List.of() : status.getConditions();
    }
}
