package dev.navarch.controller.job;

import dev.navarch.client.Informer;
import dev.navarch.controller.ownership.ControllerReferences;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Key;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tracked pods whose Job is gone, or has let them go: nobody will count them, and their finalizer would keep them for ever. */
final class LeftoverPods {
    private static final String FILED = "tracked by job";
    private static final String JOB_NAME = "batch.kubernetes.io/job-name";

    private final Informer<V1Pod> pods;
    private final Informer<V1Job> jobs;

    LeftoverPods(Informer<V1Pod> pods, Informer<V1Job> jobs) {
        this.pods = pods;
        this.jobs = jobs;
        pods.addIndex(FILED, pod -> {
            var key = keyOf(pod);
            return key == null ? List.of() : List.of(key.toString());
        });
    }

    List<V1Pod> of(Key key) {
        return pods.byIndex(FILED, key.toString()).stream()
                .filter(this::isLeftOver)
                .toList();
    }

    /** Under which Job's name a tracked pod is filed; null for others. */
    static @Nullable Key keyOf(V1Pod pod) {
        if (!JobPod.isTracked(pod)) {
            return null;
        }
        var owner = ControllerReferences.keyOf(pod, V1Job.class);
        if (owner != null) {
            return owner;
        }
        var labels = Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of());
        return new Key(
                pod.getMetadata().getNamespace(),
                labels.getOrDefault(JOB_NAME, pod.getMetadata().getName()));
    }

    private boolean isLeftOver(V1Pod pod) {
        var owner = ControllerReferences.keyOf(pod, V1Job.class);
        if (owner != null) {
            var job = jobs.find(owner.namespace(), owner.name());
            return job == null || !ControllerReferences.isControlledBy(pod, job);
        }
        return ControllerReferences.of(pod) != null
                || jobs.list(pod.getMetadata().getNamespace()).stream()
                        .noneMatch(job -> LabelSelectors.matches(
                                job.getSpec().getSelector(), pod.getMetadata().getLabels()));
    }
}
