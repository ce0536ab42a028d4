package dev.navarch.controller.job;

import dev.navarch.controller.pods.PodControl;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1EnvVarSource;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1ObjectFieldSelector;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pods of a Job that are still to be created. */
final class JobPodTemplate {
    private static final String ENVIRONMENT = "JOB_COMPLETION_INDEX";
    private static final int LONGEST_BASE = 58;

    private JobPodTemplate() {}

    static V1Pod plain(V1Job job) {
        var pod = PodControl.from(job.getSpec().getTemplate(), job);
        var finalizers =
                new ArrayList<>(Objects.requireNonNullElse(pod.getMetadata().getFinalizers(), List.of()));
        finalizers.add(JobPod.FINALIZER);
        pod.getMetadata().setFinalizers(finalizers);
        return pod;
    }

    /** @param failed the pod that it replaces, whose failures it carries on */
    static V1Pod indexed(V1Job job, int index, @Nullable JobPod failed) {
        var pod = plain(job);
        var name = job.getMetadata().getName();
        var ending = "-" + index + "-";
        var metadata = pod.getMetadata();
        metadata.generateName(name.substring(0, Math.min(name.length(), LONGEST_BASE - ending.length())) + ending)
                .labels(with(metadata.getLabels(), JobPod.INDEX, index))
                .annotations(with(metadata.getAnnotations(), JobPod.INDEX, index));
        if (JobSpecs.retriesEachIndex(job)) {
            metadata.annotations(withFailures(job, metadata.getAnnotations(), failed));
        }
        pod.getSpec().hostname(name + "-" + index);
        tellIndex(pod.getSpec().getContainers());
        tellIndex(pod.getSpec().getInitContainers());
        return pod;
    }

    private static Map<String, String> withFailures(
            V1Job job, Map<String, String> annotations, @Nullable JobPod failed) {
        if (failed == null) {
            return with(annotations, JobPod.FAILURES, 0);
        }
        var ignored = PodFailureRules.isIgnored(job, failed);
        var counted = with(annotations, JobPod.FAILURES, failed.failures() + (ignored ? 0 : 1));
        var ignoredFailures = failed.ignoredFailures() + (ignored ? 1 : 0);
        return ignoredFailures == 0 ? counted : with(counted, JobPod.IGNORED_FAILURES, ignoredFailures);
    }

    private static void tellIndex(@Nullable List<V1Container> containers) {
        if (containers != null) {
            containers.forEach(JobPodTemplate::tellIndex);
        }
    }

    private static void tellIndex(V1Container container) {
        var environment = new ArrayList<>(Objects.requireNonNullElse(container.getEnv(), List.<V1EnvVar>of()));
        if (environment.stream().noneMatch(variable -> ENVIRONMENT.equals(variable.getName()))) {
            var field = new V1ObjectFieldSelector().fieldPath("metadata.labels['" + JobPod.INDEX + "']");
            environment.add(new V1EnvVar().name(ENVIRONMENT).valueFrom(new V1EnvVarSource().fieldRef(field)));
            container.setEnv(environment);
        }
    }

    private static Map<String, String> with(@Nullable Map<String, String> values, String name, int number) {
        var all = new HashMap<>(values == null ? Map.<String, String>of() : values);
        all.put(name, Integer.toString(number));
        return all;
    }
}
