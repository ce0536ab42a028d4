package dev.navarch.controller.garbage;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.MetadataClient;
import dev.navarch.client.ServedResource;
import dev.navarch.controller.garbage.OwnerGraph.Node;
import io.kubernetes.client.common.KubernetesObject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches every kind that can be deleted, new ones as they appear, and keeps the graph. */
final class ResourceWatches {
    private static final Logger log = LoggerFactory.getLogger(ResourceWatches.class);
    private static final Set<String> IGNORED = Set.of("events", "events.events.k8s.io");

    private final ClusterClient client;
    private final OwnerGraph graph;
    private final BiConsumer<@Nullable Node, @Nullable Node> changed;
    private final Map<String, ServedResource> resources = new ConcurrentHashMap<>();
    private final Map<String, Informer<? extends KubernetesObject>> informers = new ConcurrentHashMap<>();

    ResourceWatches(ClusterClient client, OwnerGraph graph, BiConsumer<@Nullable Node, @Nullable Node> changed) {
        this.client = client;
        this.graph = graph;
        this.changed = changed;
    }

    /** Looks for kinds that are not watched yet. */
    void refresh() {
        for (var resource : client.discover().resources()) {
            var watchable = resource.supports("delete") && resource.supports("list") && resource.supports("watch");
            if (watchable
                    && !IGNORED.contains(resource.groupResource())
                    && !informers.containsKey(resource.groupResource())) {
                resources.put(resource.groupResource(), resource);
                watch(resource);
            }
        }
    }

    /** Counts as watched only once all is done: a look that is interrupted here is made up for by the next. */
    private void watch(ServedResource resource) {
        var informer = client.metadata(resource).informer();
        listen(informer, resource);
        informers.put(resource.groupResource(), informer);
    }

    boolean awaitSync(Duration each) {
        var all = true;
        for (var entry : informers.entrySet()) {
            if (!entry.getValue().awaitSync(each)) {
                log.warn("Garbage collector waits for its first list resource={}", entry.getKey());
                all = false;
            }
        }
        return all;
    }

    MetadataClient clientOf(ObjectId id) {
        return client.metadata(Objects.requireNonNull(resources.get(id.groupResource())));
    }

    /** The resource that a reference speaks of; null for a kind that is not served. */
    @Nullable
    ServedResource find(String apiVersion, String kind) {
        var slash = apiVersion.indexOf('/');
        var group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return resources.values().stream()
                .filter(resource ->
                        resource.group().equals(group) && resource.kind().equals(kind))
                .findFirst()
                .orElse(null);
    }

    /** From the server. @return an empty string where there is no such object */
    String liveUid(ServedResource resource, String namespace, String name) {
        var found = client.metadata(resource).find(resource.namespaced() ? namespace : "", name);
        return found == null
                ? ""
                : Objects.requireNonNullElse(found.getMetadata().getUid(), "");
    }

    private <T extends KubernetesObject> void listen(Informer<T> informer, ServedResource resource) {
        informer.addListener(new Informer.Listener<>() {
            @Override
            public void added(T object) {
                store(resource, object);
            }

            @Override
            public void updated(T before, T after) {
                store(resource, after);
            }

            @Override
            public void deleted(T last) {
                var node = node(resource, last);
                graph.remove(node.uid());
                changed.accept(node, null);
            }
        });
    }

    private void store(ServedResource resource, KubernetesObject object) {
        var node = node(resource, object);
        var before = graph.find(node.uid());
        if (!node.equals(before)) {
            graph.put(node);
            changed.accept(before, node);
        }
    }

    private static Node node(ServedResource resource, KubernetesObject object) {
        var metadata = object.getMetadata();
        var id = new ObjectId(
                resource.groupResource(),
                Objects.requireNonNullElse(metadata.getNamespace(), ""),
                Objects.requireNonNullElse(metadata.getName(), ""));
        return Node.of(id, metadata);
    }
}
