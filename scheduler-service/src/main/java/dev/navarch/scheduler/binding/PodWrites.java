package dev.navarch.scheduler.binding;

import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.scheduler.cluster.PodInfo;
import io.kubernetes.client.openapi.models.V1Binding;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Status;
import org.jspecify.annotations.Nullable;

/** The writes themselves. Each throws ApiFailure. */
public final class PodWrites {
    private final ResourceClient<V1Pod> pods;

    public PodWrites(ResourceClient<V1Pod> pods) {
        this.pods = pods;
    }

    public void bind(PodInfo pod, String node) {
        var binding = new V1Binding()
                .apiVersion("v1")
                .kind("Binding")
                .metadata(new V1ObjectMeta()
                        .namespace(pod.namespace())
                        .name(pod.name())
                        .uid(pod.uid()))
                .target(new V1ObjectReference().apiVersion("v1").kind("Node").name(node));
        pods.createSubresource(pod.namespace(), pod.name(), "binding", binding, V1Status.class);
    }

    /** @param nominatedNode null leaves what is there */
    public void putCondition(PodInfo pod, PodCondition condition, @Nullable String nominatedNode) {
        patchStatus(pod, condition.asPatch(pod.uid(), nominatedNode));
    }

    public void clearNomination(PodInfo pod) {
        patchStatus(pod, PodCondition.nominationPatch(pod.uid()));
    }

    public void delete(PodInfo pod) {
        pods.delete(pod.namespace(), pod.name(), new DeleteRequest(null, pod.uid(), null));
    }

    private void patchStatus(PodInfo pod, String patch) {
        pods.patchStatus(pod.namespace(), pod.name(), PatchType.STRATEGIC_MERGE, patch);
    }
}
