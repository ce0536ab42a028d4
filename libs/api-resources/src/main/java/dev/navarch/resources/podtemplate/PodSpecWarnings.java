package dev.navarch.resources.podtemplate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is accepted but better not done; texts for Warning headers. */
public final class PodSpecWarnings {
    private static final Map<String, String> DEPRECATED_LABELS = Map.of(
            "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
            "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
            "failure-domain.beta.kubernetes.io/region",
                    "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
            "failure-domain.beta.kubernetes.io/zone",
                    "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
            "beta.kubernetes.io/instance-type",
                    "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead");

    private PodSpecWarnings() {}

    /** @param prefix of paths, such as {@code spec.template.}; empty for a pod */
    public static void collect(JsonNode spec, JsonNode metadata, String prefix, List<String> warnings) {
        for (var label : spec.path("nodeSelector").propertyNames())
            if (DEPRECATED_LABELS.containsKey(label))
                warnings.add(prefix + "spec.nodeSelector[" + label + "]: " + DEPRECATED_LABELS.get(label));
        volumes(spec, prefix, warnings);
        for (var list : ContainerLists.PLANNED) containers(spec, list, prefix, warnings);
        for (int at = 0; at < spec.path("imagePullSecrets").size(); at++)
            if (spec.path("imagePullSecrets").get(at).path("name").asString("").isEmpty())
                warnings.add(prefix + "spec.imagePullSecrets[" + at + "].name: invalid empty name \"\"");
        for (int at = 0; at < spec.path("hostAliases").size(); at++) hostAlias(spec, at, prefix, warnings);
        if (spec.path("terminationGracePeriodSeconds").asLong(0) < 0)
            warnings.add(
                    prefix + "spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will"
                            + " be treated as 1");
    }

    private static void hostAlias(JsonNode spec, int at, String prefix, List<String> warnings) {
        var ip = spec.path("hostAliases").get(at).path("ip").asString("");
        for (int before = 0; before < at; before++)
            if (spec.path("hostAliases").get(before).path("ip").asString("").equals(ip))
                warnings.add(
                        prefix + "spec.hostAliases[" + at + "].ip: duplicates spec.hostAliases[" + before + "].ip");
    }

    private static void volumes(JsonNode spec, String prefix, List<String> warnings) {
        for (int at = 0; at < spec.path("volumes").size(); at++) {
            var volume = spec.path("volumes").get(at);
            var path = prefix + "spec.volumes[" + at + "].";
            if (volume.hasNonNull("gitRepo"))
                warnings.add(path + "gitRepo: deprecated in v1.11, and disabled by default in v1.33+");
            if (volume.hasNonNull("glusterfs"))
                warnings.add(path + "glusterfs: deprecated in v1.25, non-functional in v1.26+");
            if (volume.hasNonNull("scaleIO"))
                warnings.add(path + "scaleIO: deprecated in v1.16, non-functional in v1.22+");
            if (volume.hasNonNull("cephfs"))
                warnings.add(path + "cephfs: deprecated in v1.28, non-functional in v1.31+");
            if (volume.hasNonNull("rbd")) warnings.add(path + "rbd: deprecated in v1.28, non-functional in v1.31+");
        }
    }

    private static void containers(JsonNode spec, String list, String prefix, List<String> warnings) {
        var ports = new HashMap<String, String>();
        for (int at = 0; at < spec.path(list).size(); at++) {
            var container = spec.path(list).get(at);
            var path = prefix + "spec." + list + "[" + at + "]";
            environment(container, path, warnings);
            ports(container, path, ports, warnings);
            fractions(container, path, warnings);
        }
    }

    private static void environment(JsonNode container, String path, List<String> warnings) {
        var names = new HashSet<String>();
        for (int at = 0; at < container.path("env").size(); at++) {
            var variable = container.path("env").get(at);
            var name = variable.path("name").asString("");
            var previous = !names.add(name);
            if (previous && !variable.path("value").asString("").contains("$(" + name + ")"))
                warnings.add(path + ".env[" + at + "]: hides previous definition of \"" + name
                        + "\", which may be dropped when using apply");
        }
    }

    private static void ports(JsonNode container, String path, Map<String, String> seen, List<String> warnings) {
        for (int at = 0; at < container.path("ports").size(); at++) {
            var port = container.path("ports").get(at);
            var here = path + ".ports[" + at + "]";
            var key = port.path("containerPort").asInt(0) + "/"
                    + port.path("protocol").asString("TCP") + "/"
                    + port.path("hostIP").asString("") + "/"
                    + port.path("hostPort").asInt(0);
            var before = seen.putIfAbsent(key, here);
            if (before != null) warnings.add(here + ": duplicate port definition with " + before);
        }
    }

    private static void fractions(JsonNode container, String path, List<String> warnings) {
        for (var list : List.of("limits", "requests"))
            for (var resource : List.of("memory", "ephemeral-storage")) {
                var amount =
                        container.path("resources").path(list).path(resource).asString("");
                if (amount.endsWith("m"))
                    warnings.add(path + ".resources." + list + "[" + resource + "]: fractional byte value \"" + amount
                            + "\" is invalid, must be an integer");
            }
    }
}
