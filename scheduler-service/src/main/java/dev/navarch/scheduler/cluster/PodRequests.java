package dev.navarch.scheduler.cluster;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a pod asks for: the sum of its containers and sidecars, or what its largest init container needs beside the sidecars
 * started before it, whichever is more; then its overhead.
 */
public final class PodRequests {
    /** What a container that says nothing counts for when nodes are compared (never when they are filtered). */
    private static final long ASSUMED_MILLI_CPU = 100;

    private static final long ASSUMED_MEMORY = 200L << 20;

    private PodRequests() {}

    public static Resources of(V1PodSpec spec) {
        return total(spec, container -> Resources.of(requests(container)));
    }

    public static Resources forScoring(V1PodSpec spec) {
        return total(spec, PodRequests::assumed);
    }

    private static Resources total(V1PodSpec spec, Function<V1Container, Resources> request) {
        var running = Resources.NONE;
        for (var container : orEmpty(spec.getContainers())) running = running.plus(request.apply(container));
        var sidecars = Resources.NONE;
        var starting = Resources.NONE;
        for (var init : orEmpty(spec.getInitContainers())) {
            var needed = sidecars.plus(request.apply(init));
            starting = starting.max(needed);
            if ("Always".equals(init.getRestartPolicy())) sidecars = needed;
        }
        var containers = running.plus(sidecars).max(starting);
        return atPodLevel(spec, containers).plus(Resources.of(spec.getOverhead()));
    }

    /** Requests that the pod as a whole states replace the sum of its containers, resource by resource. */
    private static Resources atPodLevel(V1PodSpec spec, Resources containers) {
        var resources = spec.getResources();
        var stated = resources == null ? null : resources.getRequests();
        if (stated == null || stated.isEmpty()) return containers;
        var whole = Resources.of(stated);
        return new Resources(
                stated.containsKey("cpu") ? whole.milliCpu() : containers.milliCpu(),
                stated.containsKey("memory") ? whole.memory() : containers.memory(),
                containers.ephemeralStorage(),
                containers.max(whole).others());
    }

    private static Resources assumed(V1Container container) {
        var requests = requests(container);
        var stated = Resources.of(requests);
        return new Resources(
                requests != null && requests.containsKey("cpu") ? stated.milliCpu() : ASSUMED_MILLI_CPU,
                requests != null && requests.containsKey("memory") ? stated.memory() : ASSUMED_MEMORY,
                stated.ephemeralStorage(),
                stated.others());
    }

    private static @Nullable Map<String, Quantity> requests(V1Container container) {
        return container.getResources() == null
                ? null
                : container.getResources().getRequests();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
