package dev.navarch.controller.namespace;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Discovery;
import dev.navarch.client.ObjectMetadata;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ServedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Deletes all that is in a namespace, of whatever kind, and says what is left. */
final class NamespaceContents {
    private static final DeleteRequest BACKGROUND = new DeleteRequest(null, null, "Background");

    private final ClusterClient client;

    NamespaceContents(ClusterClient client) {
        this.client = client;
    }

    /**
     * @param counts what is left, by resource and group
     * @param finalizers what holds it, by name
     * @param errors what could not be deleted or listed
     */
    record Remains(
            Map<String, String> discoveryFailures,
            Map<String, Integer> counts,
            Map<String, Integer> finalizers,
            List<String> errors) {
        boolean isEmpty() {
            return discoveryFailures.isEmpty() && counts.isEmpty() && errors.isEmpty();
        }
    }

    Remains delete(String namespace) {
        var discovery = client.discover();
        var remains = new Remains(discovery.failures(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        deletable(discovery).forEach(resource -> delete(resource, namespace, remains));
        return remains;
    }

    private static List<ServedResource> deletable(Discovery discovery) {
        return discovery.resources().stream()
                .filter(ServedResource::namespaced)
                .filter(resource -> resource.supports("delete") && resource.supports("list"))
                .toList();
    }

    private void delete(ServedResource resource, String namespace, Remains remains) {
        try {
            var metadata = client.metadata(resource);
            if (metadata.list(namespace).isEmpty()) {
                return;
            }
            if (resource.supports("deletecollection")) {
                metadata.deleteCollection(namespace, BACKGROUND);
            } else {
                metadata.list(namespace)
                        .forEach(object -> metadata.delete(
                                namespace,
                                Objects.requireNonNull(object.getMetadata().getName()),
                                BACKGROUND));
            }
            count(resource, metadata.list(namespace), remains);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                remains.errors().add(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void count(ServedResource resource, List<ObjectMetadata> left, Remains remains) {
        if (left.isEmpty()) {
            return;
        }
        remains.counts().put(resource.plural() + "." + resource.group(), left.size());
        left.stream()
                .flatMap(object ->
                        Objects.requireNonNullElse(object.getMetadata().getFinalizers(), List.<String>of()).stream())
                .forEach(finalizer -> remains.finalizers().merge(finalizer, 1, Integer::sum));
    }
}
