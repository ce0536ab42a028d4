package dev.navarch.nodeagent.stats;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Usage as Prometheus text, each sample with its time: {@code /metrics/resource} and the like part of {@code /metrics/cadvisor}. */
public final class ResourceMetrics {
    private static final Function<Usage, String> CPU =
            usage -> String.format(Locale.ROOT, "%.9f", usage.cpuNanos() / 1e9);
    private static final Function<Usage, String> MEMORY = usage -> Long.toString(usage.workingSet());

    private final StringBuilder text = new StringBuilder();

    private ResourceMetrics() {}

    public static String resource(NodeUsage node) {
        var metrics = new ResourceMetrics();
        metrics.containers(node);
        metrics.family("node_cpu_usage_seconds_total", "counter", List.of(new Sample("", node.usage())), CPU);
        metrics.family("node_memory_working_set_bytes", "gauge", List.of(new Sample("", node.usage())), MEMORY);
        var pods = node.pods().stream()
                .map(pod -> new Sample(labels(pod), pod.usage()))
                .toList();
        metrics.family("pod_cpu_usage_seconds_total", "counter", pods, CPU);
        metrics.family("pod_memory_working_set_bytes", "gauge", pods, MEMORY);
        metrics.text.append("# TYPE resource_scrape_error gauge\nresource_scrape_error 0\n");
        return metrics.text.toString();
    }

    public static String cadvisor(NodeUsage node) {
        var metrics = new ResourceMetrics();
        metrics.containers(node);
        return metrics.text.toString();
    }

    private void containers(NodeUsage node) {
        var containers = node.pods().stream()
                .flatMap(pod -> pod.containers().stream()
                        .map(container ->
                                new Sample("container=\"" + container.name() + "\"," + labels(pod), container.usage())))
                .toList();
        family("container_cpu_usage_seconds_total", "counter", containers, CPU);
        family("container_memory_working_set_bytes", "gauge", containers, MEMORY);
    }

    private void family(String name, String type, List<Sample> samples, Function<Usage, String> value) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        for (var sample : samples) {
            text.append(name);
            if (!sample.labels().isEmpty())
                text.append('{').append(sample.labels()).append('}');
            text.append(' ').append(value.apply(sample.usage()));
            text.append(' ').append(sample.usage().time()).append('\n');
        }
    }

    private record Sample(String labels, Usage usage) {}

    private static String labels(PodUsage pod) {
        return "namespace=\"" + pod.namespace() + "\",pod=\"" + pod.name() + "\"";
    }
}
