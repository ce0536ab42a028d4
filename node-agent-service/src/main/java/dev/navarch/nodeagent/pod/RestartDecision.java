package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import io.kubernetes.client.openapi.models.V1ContainerRestartRule;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a container that is not running shall run (again). */
final class RestartDecision {
    private RestartDecision() {}

    /** @param newest its newest run; null when it never ran */
    static boolean shouldStart(V1Pod pod, PodContainer container, @Nullable ContainerRecord newest) {
        if (metadataOf(pod).getDeletionTimestamp() != null) return false;
        if (newest == null) return true;
        return switch (newest.state()) {
            case RUNNING -> false;
            case CREATED, UNKNOWN -> container.kind() != PodContainer.Kind.EPHEMERAL;
            case EXITED -> restarts(pod, container, newest.exitCode());
        };
    }

    static boolean restarts(V1Pod pod, PodContainer container, int exitCode) {
        return switch (container.kind()) {
            case EPHEMERAL -> false;
            case SIDECAR -> true;
            case INIT -> exitCode != 0 && !policy(pod, container, exitCode).equals("Never");
            case REGULAR ->
                switch (policy(pod, container, exitCode)) {
                    case "Never" -> false;
                    case "OnFailure" -> exitCode != 0;
                    default -> true;
                };
        };
    }

    private static String policy(V1Pod pod, PodContainer container, int exitCode) {
        var rules =
                Objects.requireNonNullElse(container.spec().getRestartPolicyRules(), List.<V1ContainerRestartRule>of());
        for (var rule : rules) {
            if (Objects.equals(rule.getAction(), "Restart") && matches(rule, exitCode)) return "Always";
        }
        var own = container.spec().getRestartPolicy();
        if (own != null && !own.isEmpty()) return own;
        return Objects.requireNonNullElse(specOf(pod).getRestartPolicy(), "Always");
    }

    private static boolean matches(V1ContainerRestartRule rule, int exitCode) {
        var codes = rule.getExitCodes();
        if (codes == null) return false;
        var listed = Objects.requireNonNullElse(codes.getValues(), List.<Integer>of())
                .contains(exitCode);
        return switch (codes.getOperator()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            default -> false;
        };
    }
}
