package dev.navarch.client;

import io.kubernetes.client.common.KubernetesObject;

/** A service's one door to its cluster. Thread-safe. */
public interface ClusterClient extends AutoCloseable {
    /** @param type a client-java model of a served kind, such as V1Pod */
    <T extends KubernetesObject> ResourceClient<T> resource(Class<T> type);

    /** The informer of this process for that type and scope; the same one for everybody who asks. It starts on first use. */
    <T extends KubernetesObject> Informer<T> informer(Class<T> type, InformerScope scope);

    default <T extends KubernetesObject> Informer<T> informer(Class<T> type) {
        return informer(type, InformerScope.ALL);
    }

    /** Any served kind, known at build time or not, seen through its metadata only. */
    MetadataClient metadata(ServedResource resource);

    /** Asks the server what it serves: the preferred version of each resource, without subresources. */
    Discovery discover();

    /**
     * The same cluster, asked and written to as a service account of kube-system, which is created where it is missing. Informers
     * and events stay this client's own. Closing the answer closes nothing.
     */
    ClusterClient actingAs(String serviceAccount);

    /** Writes Events, aggregating repeats, in the background; dropped with a count when its bounded queue is full. */
    EventRecorder events(String component);

    @Override
    void close();
}
