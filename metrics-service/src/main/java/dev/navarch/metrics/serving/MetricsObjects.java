package dev.navarch.metrics.serving;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.navarch.client.Informer;
import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.metrics.usage.Figures;
import dev.navarch.metrics.usage.Scrape.ContainerKey;
import dev.navarch.metrics.usage.UsageBook;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** NodeMetrics and PodMetrics, of the nodes and pods of which figures are known. */
public final class MetricsObjects {
    private static final Comparator<KubernetesObject> BY_NAME = Comparator.<KubernetesObject, String>comparing(
                    object -> Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""))
            .thenComparing(object -> object.getMetadata().getName());

    private final Informer<V1Node> nodes;
    private final Informer<V1Pod> pods;
    private final UsageBook book;

    public MetricsObjects(Informer<V1Node> nodes, Informer<V1Pod> pods, UsageBook book) {
        this.nodes = nodes;
        this.pods = pods;
        this.book = book;
    }

    List<JsonObject> nodes(LabelSelector selector) {
        return selected(nodes.list().stream(), selector)
                .map(this::node)
                .filter(Objects::nonNull)
                .toList();
    }

    boolean knowsNode(String name) {
        return nodes.find("", name) != null;
    }

    @Nullable
    JsonObject findNode(String name) {
        var node = nodes.find("", name);
        return node == null ? null : node(node);
    }

    /** @param namespace empty for all */
    List<JsonObject> pods(String namespace, LabelSelector selector) {
        var all = pods.list().stream()
                .filter(pod -> namespace.isEmpty()
                        || namespace.equals(pod.getMetadata().getNamespace()));
        return selected(all, selector).map(this::pod).filter(Objects::nonNull).toList();
    }

    boolean knowsPod(String namespace, String name) {
        return pods.find(namespace, name) != null;
    }

    @Nullable
    JsonObject findPod(String namespace, String name) {
        var pod = pods.find(namespace, name);
        return pod == null ? null : pod(pod);
    }

    private static <T extends KubernetesObject> Stream<T> selected(Stream<T> objects, LabelSelector selector) {
        return objects.filter(object -> selector.matches(labels(object))).sorted(BY_NAME);
    }

    private @Nullable JsonObject node(V1Node node) {
        var figures = book.figures(node.getMetadata().getName()).node();
        if (figures == null) return null;
        var metrics = begin("NodeMetrics", node, figures);
        metrics.add("usage", usage(figures));
        return metrics;
    }

    private @Nullable JsonObject pod(V1Pod pod) {
        var node = pod.getSpec().getNodeName();
        if (node == null) return null;
        var known = book.figures(node).containers();
        var containers = new JsonArray();
        Figures any = null;
        for (V1Container container : pod.getSpec().getContainers()) {
            var figures = known.get(new ContainerKey(
                    pod.getMetadata().getNamespace(), pod.getMetadata().getName(), container.getName()));
            if (figures == null) continue;
            any = figures;
            var entry = new JsonObject();
            entry.addProperty("name", container.getName());
            entry.add("usage", usage(figures));
            containers.add(entry);
        }
        if (any == null) return null;
        var metrics = begin("PodMetrics", pod, any);
        metrics.add("containers", containers);
        return metrics;
    }

    private static JsonObject begin(String kind, KubernetesObject of, Figures figures) {
        var time = figures.time().truncatedTo(ChronoUnit.SECONDS).toString();
        var metadata = new JsonObject();
        metadata.addProperty("name", of.getMetadata().getName());
        if (of.getMetadata().getNamespace() != null)
            metadata.addProperty("namespace", of.getMetadata().getNamespace());
        metadata.addProperty("creationTimestamp", time);
        if (!labels(of).isEmpty()) {
            var labels = new JsonObject();
            labels(of).forEach(labels::addProperty);
            metadata.add("labels", labels);
        }
        var metrics = Documents.object(Documents.VERSION, kind);
        metrics.add("metadata", metadata);
        metrics.addProperty("timestamp", time);
        metrics.addProperty("window", seconds(figures.window()));
        return metrics;
    }

    private static JsonObject usage(Figures figures) {
        var usage = new JsonObject();
        usage.addProperty("cpu", figures.nanoCores() == 0 ? "0" : figures.nanoCores() + "n");
        usage.addProperty("memory", figures.workingSet() / 1024 + "Ki");
        return usage;
    }

    private static String seconds(Duration window) {
        return String.format(Locale.ROOT, "%.3fs", window.toMillis() / 1000.0);
    }

    private static Map<String, String> labels(KubernetesObject object) {
        return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    }
}
