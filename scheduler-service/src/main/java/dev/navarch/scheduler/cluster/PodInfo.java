package dev.navarch.scheduler.cluster;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pod with everything that is read of it more than once already read. */
public record PodInfo(
        V1Pod pod,
        String uid,
        String namespace,
        String name,
        Map<String, String> labels,
        int priority,
        Resources request,
        Resources scoringRequest,
        List<HostPort> hostPorts,
        PodAffinities affinities) {

    public static PodInfo of(V1Pod pod) {
        var metadata = metadata(pod);
        var spec = spec(pod);
        var namespace = Objects.requireNonNullElse(metadata.getNamespace(), "default");
        var name = Objects.requireNonNull(metadata.getName());
        return new PodInfo(
                pod,
                Objects.requireNonNullElse(metadata.getUid(), namespace + "/" + name),
                namespace,
                name,
                metadata.getLabels() == null ? Map.of() : metadata.getLabels(),
                spec.getPriority() == null ? 0 : spec.getPriority(),
                PodRequests.of(spec),
                PodRequests.forScoring(spec),
                HostPort.of(spec),
                PodAffinities.of(spec, namespace));
    }

    public static V1ObjectMeta metadata(V1Pod pod) {
        return Objects.requireNonNull(pod.getMetadata());
    }

    public static V1PodSpec spec(V1Pod pod) {
        return Objects.requireNonNull(pod.getSpec());
    }

    public V1PodSpec spec() {
        return spec(pod);
    }

    /** {@code namespace/name}. */
    public String key() {
        return namespace + "/" + name;
    }

    public @Nullable String nodeName() {
        var node = spec().getNodeName();
        return node == null || node.isEmpty() ? null : node;
    }

    public boolean isTerminating() {
        return metadata(pod).getDeletionTimestamp() != null;
    }

    /** Two readings of one pod are the same pod. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PodInfo that && uid.equals(that.uid);
    }

    @Override
    public int hashCode() {
        return uid.hashCode();
    }

    @Override
    public String toString() {
        return key();
    }
}
