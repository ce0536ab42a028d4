package dev.navarch.client.event;

import dev.navarch.client.ResourceCatalog;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ObjectReference;

final class ObjectReferences {
    private ObjectReferences() {}

    static V1ObjectReference to(KubernetesObject object, String fieldPath) {
        var metadata = object.getMetadata();
        var reference = new V1ObjectReference()
                .apiVersion(object.getApiVersion())
                .kind(object.getKind())
                .name(metadata.getName())
                .namespace(metadata.getNamespace())
                .uid(metadata.getUid())
                .resourceVersion(metadata.getResourceVersion());
        if (object.getKind() == null || object.getApiVersion() == null) {
            var resource = ResourceCatalog.of(object.getClass());
            reference.kind(resource.kind()).apiVersion(resource.apiVersion());
        }
        return fieldPath.isEmpty() ? reference : reference.fieldPath(fieldPath);
    }
}
