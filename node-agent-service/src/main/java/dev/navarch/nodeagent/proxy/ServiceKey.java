package dev.navarch.nodeagent.proxy;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.Objects;

record ServiceKey(String namespace, String name) {
    static ServiceKey of(V1ObjectMeta metadata) {
        return new ServiceKey(
                Objects.requireNonNull(metadata.getNamespace()), Objects.requireNonNull(metadata.getName()));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
