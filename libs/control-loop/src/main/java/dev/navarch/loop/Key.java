package dev.navarch.loop;

import io.kubernetes.client.common.KubernetesObject;
import java.util.Objects;

/** What a loop works on: an object's namespace (empty for cluster-scoped kinds) and name. */
public record Key(String namespace, String name) {
    public static Key of(KubernetesObject object) {
        var metadata = object.getMetadata();
        return new Key(
                Objects.requireNonNullElse(metadata.getNamespace(), ""),
                Objects.requireNonNull(metadata.getName(), "metadata.name"));
    }

    public static Key clusterScoped(String name) {
        return new Key("", name);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
