package dev.navarch.client;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verbs that need no model. Failures as in {@link ResourceClient}. */
public interface MetadataClient {
    /** From the server. */
    @Nullable
    ObjectMetadata find(String namespace, String name);

    /** From the server, at the newest revision. */
    List<ObjectMetadata> list(String namespace);

    /** Of all namespaces; shares the process's watch of the kind. */
    Informer<? extends io.kubernetes.client.common.KubernetesObject> informer();

    /** Not-found is no failure. */
    void delete(String namespace, String name, DeleteRequest request);

    void deleteCollection(String namespace, DeleteRequest request);

    ObjectMetadata patch(String namespace, String name, PatchType type, String body);
}
