package dev.navarch.client.informer;

import io.kubernetes.client.common.KubernetesObject;

record ObjectKey(String namespace, String name) {
    static ObjectKey of(KubernetesObject object) {
        var metadata = object.getMetadata();
        var namespace = metadata.getNamespace();
        return new ObjectKey(namespace == null ? "" : namespace, metadata.getName());
    }
}
