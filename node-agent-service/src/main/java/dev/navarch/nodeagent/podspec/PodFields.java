package dev.navarch.nodeagent.podspec;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;
import static dev.navarch.nodeagent.podspec.PodParts.nameOf;
import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The downward API's field references.
 *
 * @param podIps empty before the sandbox has one
 */
public record PodFields(V1Pod pod, List<String> hostIps, List<String> podIps) {
    public PodFields {
        hostIps = List.copyOf(hostIps);
        podIps = List.copyOf(podIps);
    }

    /** @throws IllegalArgumentException for a path that is no field reference */
    public String get(String path) {
        var metadata = metadataOf(pod);
        return switch (path) {
            case "metadata.name" -> nameOf(pod);
            case "metadata.namespace" -> namespaceOf(pod);
            case "metadata.uid" -> uidOf(pod);
            case "metadata.labels" -> formatted(metadata.getLabels());
            case "metadata.annotations" -> formatted(metadata.getAnnotations());
            case "spec.nodeName" -> text(specOf(pod).getNodeName());
            case "spec.serviceAccountName" -> text(specOf(pod).getServiceAccountName());
            case "status.hostIP" -> hostIps.isEmpty() ? "" : hostIps.getFirst();
            case "status.hostIPs" -> String.join(",", hostIps);
            case "status.podIP" -> podIps.isEmpty() ? "" : podIps.getFirst();
            case "status.podIPs" -> String.join(",", podIps);
            default -> subscripted(path);
        };
    }

    private String subscripted(String path) {
        var metadata = metadataOf(pod);
        var open = path.indexOf("['");
        if (open > 0 && path.endsWith("']")) {
            var key = path.substring(open + 2, path.length() - 2);
            var map = path.substring(0, open);
            if (map.equals("metadata.labels")) return value(metadata.getLabels(), key);
            if (map.equals("metadata.annotations")) return value(metadata.getAnnotations(), key);
        }
        throw new IllegalArgumentException("unsupported fieldPath: " + path);
    }

    private static String value(@Nullable Map<String, String> map, String key) {
        return map == null ? "" : map.getOrDefault(key, "");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** One {@code key="escaped value"} a line, by key. */
    private static String formatted(@Nullable Map<String, String> map) {
        if (map == null) return "";
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private static String quoted(String value) {
        var out = new StringBuilder("\"");
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
