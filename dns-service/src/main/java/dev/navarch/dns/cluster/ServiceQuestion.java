package dev.navarch.dns.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name below {@code svc}, taken apart: {@code [endpoint.]service.namespace} or {@code _port._protocol.service.namespace}.
 */
record ServiceQuestion(
        String namespace,
        String service,
        @Nullable String endpoint,
        @Nullable String port,
        @Nullable String protocol) {

    /** @param labels those before {@code svc}, at least two; null when there are too many */
    static @Nullable ServiceQuestion of(List<String> labels) {
        var last = labels.size() - 1;
        var namespace = labels.get(last);
        var service = labels.get(last - 1);
        return switch (last - 1) {
            case 0 -> new ServiceQuestion(namespace, service, null, null, null);
            case 1 -> new ServiceQuestion(namespace, service, labels.getFirst(), null, null);
            case 2 -> new ServiceQuestion(namespace, service, null, bare(labels.get(0)), bare(labels.get(1)));
            default -> null;
        };
    }

    private static String bare(String label) {
        return label.startsWith("_") ? label.substring(1) : label;
    }
}
