package dev.navarch.controller.persistentvolume;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Annotations by which binder, scheduler and provisioners tell each other where a binding stands. */
final class BindingMarks {
    static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";
    static final String BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";
    static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
    static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    static final String PROVISIONER = "volume.kubernetes.io/storage-provisioner";
    static final String OLDER_PROVISIONER = "volume.beta.kubernetes.io/storage-provisioner";
    private static final String YES = "yes";

    private BindingMarks() {}

    static boolean has(KubernetesObject object, String mark) {
        return find(object, mark) != null;
    }

    static @Nullable String find(KubernetesObject object, String mark) {
        var annotations = object.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(mark);
    }

    static void set(V1ObjectMeta metadata, String mark) {
        set(metadata, mark, YES);
    }

    static void set(V1ObjectMeta metadata, String mark, String value) {
        Map<String, String> annotations =
                metadata.getAnnotations() == null ? new HashMap<>() : new HashMap<>(metadata.getAnnotations());
        annotations.put(mark, value);
        metadata.setAnnotations(annotations);
    }

    static void remove(V1ObjectMeta metadata, String mark) {
        if (metadata.getAnnotations() != null) {
            var annotations = new HashMap<>(metadata.getAnnotations());
            annotations.remove(mark);
            metadata.setAnnotations(annotations);
        }
    }
}
