package dev.navarch.metrics.serving;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a path of metrics.k8s.io means; empty where it does not say. */
record MetricsPath(String resource, String namespace, String name) {
    private static final Pattern NODES = Pattern.compile("/apis/metrics\\.k8s\\.io/v1beta1/nodes(?:/([^/]+))?");
    private static final Pattern PODS =
            Pattern.compile("/apis/metrics\\.k8s\\.io/v1beta1(?:/namespaces/([^/]+))?/pods(?:/([^/]+))?");

    /** @return null for discovery and the like */
    static @Nullable MetricsPath find(String path) {
        var nodes = NODES.matcher(path);
        if (nodes.matches()) return new MetricsPath("nodes", "", orEmpty(nodes.group(1)));
        var pods = PODS.matcher(path);
        return pods.matches() ? new MetricsPath("pods", orEmpty(pods.group(1)), orEmpty(pods.group(2))) : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
