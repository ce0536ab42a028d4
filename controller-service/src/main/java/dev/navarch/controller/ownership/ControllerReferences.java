package dev.navarch.controller.ownership;

import dev.navarch.client.ResourceCatalog;
import dev.navarch.loop.Key;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

public final class ControllerReferences {
    private ControllerReferences() {}

    public static @Nullable V1OwnerReference of(KubernetesObject object) {
        var references = object.getMetadata().getOwnerReferences();
        if (references == null) {
            return null;
        }
        return references.stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst()
                .orElse(null);
    }

    public static String uidOf(KubernetesObject object) {
        var reference = of(object);
        return reference == null ? "" : reference.getUid();
    }

    public static boolean isControlledBy(KubernetesObject object, KubernetesObject owner) {
        return Objects.equals(uidOf(object), owner.getMetadata().getUid());
    }

    /** The key of the controller, if it is of that kind. */
    public static @Nullable Key keyOf(KubernetesObject object, Class<? extends KubernetesObject> kind) {
        var reference = of(object);
        var resource = ResourceCatalog.of(kind);
        if (reference == null
                || !reference.getKind().equals(resource.kind())
                || !group(reference.getApiVersion()).equals(resource.group())) {
            return null;
        }
        return new Key(Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""), reference.getName());
    }

    public static V1OwnerReference to(KubernetesObject owner) {
        var resource = ResourceCatalog.of(owner.getClass());
        return new V1OwnerReference()
                .apiVersion(resource.apiVersion())
                .kind(resource.kind())
                .name(owner.getMetadata().getName())
                .uid(owner.getMetadata().getUid())
                .controller(true)
                .blockOwnerDeletion(true);
    }

    private static String group(String apiVersion) {
        var slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}
