package dev.navarch.apiserver.discovery;

import dev.navarch.apiserver.aggregation.AggregatedVersion;
import dev.navarch.apiserver.aggregation.AggregatedVersions;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What other servers serve, as they last told it in the words of classic discovery. */
final class RemoteVersions {
    private final Map<String, List<GroupVersion>> groups = new LinkedHashMap<>();
    private final Map<GroupVersion, Boolean> available = new LinkedHashMap<>();
    private final AggregatedVersions versions;

    RemoteVersions(AggregatedVersions versions) {
        this.versions = versions;
        for (AggregatedVersion one : versions.all()) {
            groups.computeIfAbsent(one.version().group(), group -> new ArrayList<>())
                    .add(one.version());
            available.put(one.version(), one.available());
        }
    }

    Set<String> groups() {
        return groups.keySet();
    }

    List<GroupVersion> of(String group) {
        return groups.getOrDefault(group, List.of());
    }

    /** As an entry of aggregated discovery; stale where the server is not available. */
    ObjectNode aggregated(GroupVersion version) {
        var entry = Json.object().put("version", version.version());
        var resources = entry.putArray("resources");
        var told = versions.resources(version);
        if (told != null) {
            var byName = new LinkedHashMap<String, ObjectNode>();
            for (var resource : told.path("resources")) add(byName, version, resource);
            byName.values().forEach(resources::add);
        }
        entry.put("freshness", available.getOrDefault(version, false) ? "Current" : "Stale");
        return entry;
    }

    private static void add(Map<String, ObjectNode> byName, GroupVersion version, JsonNode resource) {
        var name = resource.path("name").asString("");
        var slash = name.indexOf('/');
        if (slash < 0) {
            byName.put(name, resource(version, resource, name));
            return;
        }
        var parent = byName.get(name.substring(0, slash));
        if (parent == null) return;
        var subresource = Json.object().put("subresource", name.substring(slash + 1));
        subresource.set("responseKind", kind(version, resource));
        copy(resource, subresource, "verbs");
        parent.withArray("subresources").add(subresource);
    }

    private static ObjectNode resource(GroupVersion version, JsonNode resource, String name) {
        var entry = Json.object().put("resource", name);
        entry.set("responseKind", kind(version, resource));
        entry.put("scope", resource.path("namespaced").asBoolean(false) ? "Namespaced" : "Cluster");
        entry.put("singularResource", resource.path("singularName").asString(""));
        for (var field : List.of("verbs", "shortNames", "categories")) copy(resource, entry, field);
        return entry;
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        if (from.hasNonNull(field)) to.set(field, from.path(field));
    }

    private static ObjectNode kind(GroupVersion version, JsonNode resource) {
        var ownVersion = resource.path("version").asString("");
        return Json.object()
                .put(
                        "group",
                        ownVersion.isEmpty()
                                ? version.group()
                                : resource.path("group").asString(""))
                .put("version", ownVersion.isEmpty() ? version.version() : ownVersion)
                .put("kind", resource.path("kind").asString(""));
    }
}
