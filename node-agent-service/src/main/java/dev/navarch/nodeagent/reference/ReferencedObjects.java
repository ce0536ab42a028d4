package dev.navarch.nodeagent.reference;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1RuntimeClass;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pod may name. find… answers null where the object is not there; other failures are thrown. */
public interface ReferencedObjects {
    @Nullable
    V1ConfigMap findConfigMap(String namespace, String name);

    @Nullable
    V1Secret findSecret(String namespace, String name);

    @Nullable
    V1PersistentVolumeClaim findClaim(String namespace, String name);

    @Nullable
    V1PersistentVolume findVolume(String name);

    @Nullable
    V1RuntimeClass findRuntimeClass(String name);

    /** The Services of a namespace. */
    List<V1Service> services(String namespace);

    /** A token bound to the pod. */
    ServiceAccountToken token(V1Pod pod, @Nullable String audience, long expirationSeconds);
}
