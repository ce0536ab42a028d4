package dev.navarch.controller.pods;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.ControllerReferences;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes pods from a template and removes them, and says so in events about their owner. */
public final class PodControl {
    private static final int LONGEST_BASE = 58;

    private final ResourceClient<V1Pod> pods;
    private final EventRecorder events;

    public PodControl(ClusterClient client, EventRecorder events) {
        this.pods = client.resource(V1Pod.class);
        this.events = events;
    }

    /** A pod that is still to be created. */
    public static V1Pod from(V1PodTemplateSpec template, KubernetesObject owner) {
        var base = owner.getMetadata().getName() + "-";
        var given = Objects.requireNonNullElseGet(template.getMetadata(), V1ObjectMeta::new);
        var metadata = new V1ObjectMeta()
                .namespace(owner.getMetadata().getNamespace())
                .generateName(base.length() > LONGEST_BASE ? base.substring(0, LONGEST_BASE) : base)
                .labels(copy(given.getLabels()))
                .annotations(copy(given.getAnnotations()))
                .finalizers(given.getFinalizers() == null ? null : new ArrayList<>(given.getFinalizers()))
                .ownerReferences(new ArrayList<>(List.of(ControllerReferences.to(owner))));
        return new V1Pod()
                .apiVersion("v1")
                .kind("Pod")
                .metadata(metadata)
                .spec(ModelJson.read(ModelJson.tree(template.getSpec()), V1PodSpec.class));
    }

    /** In a namespace that goes away nothing is created, and nobody is told. */
    public void create(V1Pod pod, KubernetesObject owner) {
        try {
            var created = pods.create(pod);
            events.normal(
                    owner,
                    "SuccessfulCreate",
                    "Created pod: " + created.getMetadata().getName());
        } catch (ApiFailure e) {
            if (!e.hasCause("NamespaceTerminating")) {
                events.warning(owner, "FailedCreate", "Error creating: " + e.getMessage());
            }
            throw e;
        }
    }

    public void delete(V1Pod pod, KubernetesObject owner) {
        var metadata = pod.getMetadata();
        try {
            pods.delete(metadata.getNamespace(), metadata.getName(), new DeleteRequest(null, metadata.getUid(), null));
            events.normal(owner, "SuccessfulDelete", "Deleted pod: " + metadata.getName());
        } catch (ApiFailure e) {
            events.warning(owner, "FailedDelete", "Error deleting: " + e.getMessage());
            throw e;
        }
    }

    private static @Nullable Map<String, String> copy(@Nullable Map<String, String> values) {
        return values == null ? null : new HashMap<>(values);
    }
}
