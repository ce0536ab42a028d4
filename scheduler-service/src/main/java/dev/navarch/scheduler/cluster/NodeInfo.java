package dev.navarch.scheduler.cluster;

import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node and the pods on it, as of one moment; never changed, replaced. {@code node} is null while only its pods are known.
 *
 * @param allowedPods how many pods it may carry
 */
public record NodeInfo(
        String name,
        @Nullable V1Node node,
        Map<String, String> labels,
        List<V1Taint> taints,
        boolean unschedulable,
        Resources allocatable,
        long allowedPods,
        List<PodInfo> pods,
        Resources requested,
        Resources scoringRequested,
        List<PodInfo> podsWithAntiAffinity) {

    static NodeInfo unknown(String name) {
        return new NodeInfo(
                name,
                null,
                Map.of(),
                List.of(),
                false,
                Resources.NONE,
                0,
                List.of(),
                Resources.NONE,
                Resources.NONE,
                List.of());
    }

    public static NodeInfo of(V1Node node) {
        return unknown(NodeReading.name(node)).withNode(node);
    }

    NodeInfo withNode(@Nullable V1Node node) {
        var read = node == null ? NodeReading.GONE : NodeReading.of(node);
        return new NodeInfo(
                name,
                node,
                read.labels(),
                read.taints(),
                read.unschedulable(),
                read.allocatable(),
                read.allowedPods(),
                pods,
                requested,
                scoringRequested,
                podsWithAntiAffinity);
    }

    public NodeInfo with(PodInfo pod) {
        var more = new ArrayList<PodInfo>(pods.size() + 1);
        more.addAll(pods);
        more.add(pod);
        return withPods(more, requested.plus(pod.request()), scoringRequested.plus(pod.scoringRequest()));
    }

    public NodeInfo without(PodInfo pod) {
        var index = pods.indexOf(pod);
        if (index < 0) return this;
        var was = pods.get(index);
        var fewer = new ArrayList<>(pods);
        fewer.remove(index);
        return withPods(fewer, requested.minus(was.request()), scoringRequested.minus(was.scoringRequest()));
    }

    /** Whether a pod that waits could be answered otherwise now. */
    public boolean differsForPods(NodeInfo other) {
        return !allocatable.equals(other.allocatable)
                || allowedPods != other.allowedPods
                || unschedulable != other.unschedulable
                || !labels.equals(other.labels)
                || !taints.equals(other.taints);
    }

    private NodeInfo withPods(List<PodInfo> pods, Resources requested, Resources scoringRequested) {
        return new NodeInfo(
                name,
                node,
                labels,
                taints,
                unschedulable,
                allocatable,
                allowedPods,
                pods,
                requested,
                scoringRequested,
                antiAffine(pods));
    }

    private static List<PodInfo> antiAffine(List<PodInfo> pods) {
        List<PodInfo> found = List.of();
        for (var pod : pods) {
            if (pod.affinities().requiredAnti().isEmpty()) continue;
            if (found.isEmpty()) found = new ArrayList<>();
            found.add(pod);
        }
        return found;
    }
}
