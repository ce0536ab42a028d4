package dev.navarch.controller.job;

import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PodFailurePolicyOnExitCodesRequirement;
import io.kubernetes.client.openapi.models.V1PodFailurePolicyOnPodConditionsPattern;
import io.kubernetes.client.openapi.models.V1PodFailurePolicyRule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the Job's podFailurePolicy says of a pod that failed: its first rule that matches. */
final class PodFailureRules {
    private PodFailureRules() {}

    /** @param message why, as the Job's condition tells it */
    record Match(String action, String message) {
        boolean isIgnored() {
            return action.equals("Ignore");
        }
    }

    static @Nullable Match match(V1Job job, JobPod pod) {
        var policy = job.getSpec().getPodFailurePolicy();
        if (policy == null || !PodState.isTerminal(pod.pod())) {
            return null;
        }
        var rules = policy.getRules();
        for (var at = 0; at < rules.size(); at++) {
            var rule = rules.get(at);
            var cause = rule.getOnExitCodes() == null
                    ? condition(pod, rule.getOnPodConditions())
                    : exitCode(pod, rule.getOnExitCodes());
            if (cause != null) {
                return new Match(rule.getAction(), cause + matching(rule, at));
            }
        }
        return null;
    }

    static boolean isIgnored(V1Job job, JobPod pod) {
        var match = match(job, pod);
        return match != null && match.isIgnored();
    }

    private static String matching(V1PodFailurePolicyRule rule, int at) {
        return " matching %s rule at index %d".formatted(rule.getAction(), at);
    }

    private static @Nullable String exitCode(JobPod pod, V1PodFailurePolicyOnExitCodesRequirement rule) {
        return pod.containers()
                .filter(container -> rule.getContainerName() == null
                        || rule.getContainerName().equals(container.getName()))
                .flatMap(container -> failure(container, rule))
                .map(text -> text.formatted(name(pod)))
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> failure(V1ContainerStatus container, V1PodFailurePolicyOnExitCodesRequirement rule) {
        var terminated =
                container.getState() == null ? null : container.getState().getTerminated();
        var code = terminated == null ? 0 : Objects.requireNonNullElse(terminated.getExitCode(), 0);
        var listed = rule.getValues().contains(code);
        return code != 0 && listed == "In".equals(rule.getOperator())
                ? Stream.of("Container " + container.getName() + " for pod %s failed with exit code " + code)
                : Stream.empty();
    }

    private static @Nullable String condition(
            JobPod pod, @Nullable List<V1PodFailurePolicyOnPodConditionsPattern> patterns) {
        if (patterns == null) {
            return null;
        }
        return patterns.stream()
                .filter(pattern -> holds(pod, pattern))
                .findFirst()
                .map(pattern -> "Pod " + name(pod) + " has condition " + pattern.getType())
                .orElse(null);
    }

    private static boolean holds(JobPod pod, V1PodFailurePolicyOnPodConditionsPattern pattern) {
        var condition = PodState.condition(pod.pod(), pattern.getType());
        return condition != null
                && Objects.requireNonNullElse(pattern.getStatus(), "True").equals(condition.getStatus());
    }

    private static String name(JobPod pod) {
        return pod.pod().getMetadata().getNamespace() + "/"
                + pod.pod().getMetadata().getName();
    }
}
