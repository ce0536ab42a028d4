package dev.navarch.nodeagent.podspec;

import static java.util.Objects.requireNonNull;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import org.jspecify.annotations.Nullable;

/** The parts that every pod of the API has; the models alone do not promise them. */
public final class PodParts {
    private PodParts() {}

    public static V1ObjectMeta metadataOf(V1Pod pod) {
        return requireNonNull(pod.getMetadata());
    }

    public static V1PodSpec specOf(V1Pod pod) {
        return requireNonNull(pod.getSpec());
    }

    /** Empty where the model has nothing. */
    public static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }

    public static String uidOf(V1Pod pod) {
        return requireNonNull(metadataOf(pod).getUid());
    }

    public static String nameOf(V1Pod pod) {
        return requireNonNull(metadataOf(pod).getName());
    }

    public static String namespaceOf(V1Pod pod) {
        return requireNonNull(metadataOf(pod).getNamespace());
    }
}
