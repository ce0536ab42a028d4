package dev.navarch.apiserver.discovery;

import dev.navarch.apiserver.aggregation.AggregatedVersions;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.resources.ResourceDefinition.Subresource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Builds the documents of discovery, old and aggregated, from what is served. */
final class DiscoveryDocuments {
    private final Map<String, Map<GroupVersion, List<ServedResource>>> groups = new LinkedHashMap<>();
    private final RemoteVersions remote;

    DiscoveryDocuments(ServedResources served, AggregatedVersions elsewhere) {
        remote = new RemoteVersions(elsewhere);
        for (var resource : served.all()) {
            var version = resource.names().groupVersion();
            groups.computeIfAbsent(version.group(), group -> new LinkedHashMap<>())
                    .computeIfAbsent(version, name -> new ArrayList<>())
                    .add(resource);
        }
    }

    boolean knowsGroup(String group) {
        return groups.containsKey(group);
    }

    /** All groups but the core one, or that one alone. */
    ObjectNode aggregated(String version, boolean core) {
        var list = Json.object();
        list.put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + version);
        list.putObject("metadata");
        var items = list.putArray("items");
        groups.forEach((group, versions) -> {
            if (group.isEmpty() != core) return;
            var item = items.addObject();
            var metadata = item.putObject("metadata");
            if (!group.isEmpty()) metadata.put("name", group);
            var array = item.putArray("versions");
            versions.forEach((served, resources) -> {
                var one = array.addObject();
                one.put("version", served.version());
                var into = one.putArray("resources");
                for (var resource : resources) into.add(aggregated(resource));
                one.put("freshness", "Current");
            });
            remote.of(group).forEach(served -> array.add(remote.aggregated(served)));
        });
        if (core) return list;
        for (var group : remote.groups()) {
            if (knowsGroup(group)) continue;
            var item = items.addObject();
            item.putObject("metadata").put("name", group);
            var array = item.putArray("versions");
            remote.of(group).forEach(served -> array.add(remote.aggregated(served)));
        }
        return list;
    }

    private static ObjectNode aggregated(ServedResource resource) {
        var names = resource.names();
        var one = Json.object();
        one.put("resource", names.plural());
        one.set("responseKind", responseKind(resource, names.groupVersion(), names.kind()));
        one.put("scope", names.namespaced() ? "Namespaced" : "Cluster");
        one.put("singularResource", names.singular());
        sorted(one, "verbs", names.verbs());
        strings(one, "shortNames", names.shortNames());
        strings(one, "categories", names.categories());
        if (!resource.definition().subresources().isEmpty()) {
            var into = one.putArray("subresources");
            for (var subresource : resource.definition().subresources()) {
                var sub = into.addObject();
                sub.put("subresource", subresource.name());
                sub.set(
                        "responseKind",
                        subresource.version().isEmpty()
                                ? responseKind(resource, names.groupVersion(), subresource.kind())
                                : kind(subresource.group(), subresource.version(), subresource.kind()));
                sorted(sub, "verbs", subresource.verbs());
            }
        }
        return one;
    }

    /** Built-in kinds of the resource's own version leave group and version empty; custom ones say them. */
    private static ObjectNode responseKind(ServedResource resource, GroupVersion version, String kind) {
        return resource.custom() ? kind(version.group(), version.version(), kind) : kind("", "", kind);
    }

    private static ObjectNode kind(String group, String version, String kind) {
        return Json.object().put("group", group).put("version", version).put("kind", kind);
    }

    ObjectNode groupList() {
        var list = Json.object();
        list.put("kind", "APIGroupList").put("apiVersion", "v1");
        var into = list.putArray("groups");
        for (var group : groups.keySet()) if (!group.isEmpty()) into.add(groupBody(group));
        for (var group : remote.groups()) if (!knowsGroup(group)) into.add(groupBody(group));
        return list;
    }

    @Nullable
    ObjectNode group(String group) {
        if (!knowsGroup(group) && remote.of(group).isEmpty()) return null;
        var document = Json.object();
        document.put("kind", "APIGroup").put("apiVersion", "v1");
        document.setAll(groupBody(group));
        return document;
    }

    private ObjectNode groupBody(String group) {
        var body = Json.object();
        body.put("name", group);
        var versions = body.putArray("versions");
        var preferred = Json.object();
        var all = new ArrayList<>(groups.getOrDefault(group, Map.of()).keySet());
        all.addAll(remote.of(group));
        for (var version : all) {
            var one = Json.object().put("groupVersion", version.toString()).put("version", version.version());
            versions.add(one);
            if (preferred.isEmpty()) preferred = one.deepCopy();
        }
        body.set("preferredVersion", preferred);
        return body;
    }

    @Nullable
    ObjectNode resourceList(GroupVersion version) {
        var resources = groups.getOrDefault(version.group(), Map.of()).get(version);
        if (resources == null) return null;
        var list = Json.object();
        list.put("kind", "APIResourceList");
        // The core list is older than the field and has always gone without it.
        if (!version.group().isEmpty()) list.put("apiVersion", "v1");
        list.put("groupVersion", version.toString());
        var into = list.putArray("resources");
        for (var resource : resources) {
            var names = resource.names();
            var one = into.addObject();
            one.put("name", names.plural())
                    .put("singularName", names.singular())
                    .put("namespaced", names.namespaced())
                    .put("kind", names.kind());
            sorted(one, "verbs", names.verbs());
            strings(one, "shortNames", names.shortNames());
            strings(one, "categories", names.categories());
            if (!names.storageVersionHash().isEmpty()) one.put("storageVersionHash", names.storageVersionHash());
            for (var subresource : resource.definition().subresources()) into.add(subresource(resource, subresource));
        }
        return list;
    }

    private static ObjectNode subresource(ServedResource resource, Subresource subresource) {
        var one = Json.object();
        one.put("name", resource.names().plural() + "/" + subresource.name())
                .put("singularName", "")
                .put("namespaced", resource.namespaced());
        if (!subresource.version().isEmpty())
            one.put("group", subresource.group()).put("version", subresource.version());
        one.put("kind", subresource.kind());
        sorted(one, "verbs", subresource.verbs());
        return one;
    }

    private static void sorted(ObjectNode into, String field, Collection<String> values) {
        var array = into.putArray(field);
        values.stream().sorted().forEach(array::add);
    }

    private static void strings(ObjectNode into, String field, Collection<String> values) {
        if (values.isEmpty()) return;
        var array = into.putArray(field);
        values.forEach(array::add);
    }
}
