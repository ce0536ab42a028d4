package dev.navarch.controller.job;

import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a Job reads off one of its pods. */
record JobPod(V1Pod pod) {
    static final String FINALIZER = "batch.kubernetes.io/job-tracking";
    static final String INDEX = "batch.kubernetes.io/job-completion-index";
    static final String FAILURES = "batch.kubernetes.io/job-index-failure-count";
    static final String IGNORED_FAILURES = "batch.kubernetes.io/job-index-ignored-failure-count";
    private static final int NO_INDEX = -1;

    String uid() {
        return Objects.requireNonNullElse(pod.getMetadata().getUid(), "");
    }

    /** Not yet accounted for. */
    boolean isTracked() {
        return isTracked(pod);
    }

    static boolean isTracked(V1Pod pod) {
        var finalizers = pod.getMetadata().getFinalizers();
        return finalizers != null && finalizers.contains(FINALIZER);
    }

    boolean isActive() {
        return PodState.isActive(pod);
    }

    boolean isTerminating() {
        return PodState.isTerminating(pod) && !PodState.isTerminal(pod);
    }

    boolean hasSucceeded() {
        return PodState.phase(pod).equals("Succeeded");
    }

    boolean hasFailed(V1Job job) {
        return PodState.phase(pod).equals("Failed") || (isTerminating() && !JobSpecs.replacesOnlyFailed(job));
    }

    /** Negative where it has none, or one that the Job does not know. */
    int index(V1Job job) {
        var index = annotation(INDEX, NO_INDEX);
        return index < Objects.requireNonNullElse(job.getSpec().getCompletions(), 0) ? index : NO_INDEX;
    }

    /** How often its index had failed before it was made. */
    int failures() {
        return annotation(FAILURES, 0);
    }

    int ignoredFailures() {
        return annotation(IGNORED_FAILURES, 0);
    }

    int restarts() {
        return containers()
                .mapToInt(container -> Objects.requireNonNullElse(container.getRestartCount(), 0))
                .sum();
    }

    Instant endedAt() {
        return containers()
                .map(container -> container.getState() == null
                        ? null
                        : container.getState().getTerminated())
                .filter(Objects::nonNull)
                .map(terminated -> terminated.getFinishedAt())
                .filter(Objects::nonNull)
                .max(OffsetDateTime::compareTo)
                .orElseGet(this::lastWord)
                .toInstant();
    }

    Stream<V1ContainerStatus> containers() {
        var status = pod.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                        .filter(Objects::nonNull)
                        .flatMap(List::stream);
    }

    /** For a pod that ended without a container that could tell when. */
    private OffsetDateTime lastWord() {
        var ready = PodState.condition(pod, "Ready");
        return Stream.of(
                        ready == null ? null : ready.getLastTransitionTime(),
                        pod.getMetadata().getDeletionTimestamp(),
                        pod.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(OffsetDateTime.MIN);
    }

    private int annotation(String name, int otherwise) {
        var annotations = pod.getMetadata().getAnnotations();
        return parse(annotations == null ? null : annotations.get(name), otherwise);
    }

    private static int parse(@Nullable String number, int otherwise) {
        try {
            return number == null ? otherwise : Integer.parseInt(number);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
