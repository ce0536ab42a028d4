package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.registry.ServedResource.Conversion;
import dev.navarch.apiserver.registry.conversion.VersionConversions;
import dev.navarch.apiserver.watchcache.ObjectScanner;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.catalog.ResourceCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The built-in kinds as they are served and cached. */
public final class BuiltInResources {
    /** Selectable fields that so many watches ask for that these are looked up by them. */
    private static final Map<String, Set<String>> TRIGGERS = Map.of("pods", Set.of("spec.nodeName"));

    private BuiltInResources() {}

    public static List<ServedResource> of(ResourceCatalog catalog, SchemaCatalog schemas) {
        var served = new ArrayList<ServedResource>();
        for (var definition : catalog.definitions()) served.add(serve(definition, catalog, schemas));
        return served;
    }

    /** Loads a cache for each kind that is stored. */
    public static void cache(WatchCaches caches, Collection<ServedResource> resources) {
        var kinds = new LinkedHashMap<String, List<ServedResource>>();
        for (var resource : resources)
            if (resource.definition().stored())
                kinds.computeIfAbsent(resource.storageKind(), kind -> new ArrayList<>())
                        .add(resource);
        kinds.forEach((kind, versions) -> caches.add(
                kind, new ObjectScanner(Json.mapper(), fields(versions)), TRIGGERS.getOrDefault(kind, Set.of())));
    }

    private static ServedResource serve(ResourceDefinition definition, ResourceCatalog catalog, SchemaCatalog schemas) {
        var kind = definition.names().groupVersionKind();
        var storedAs = storedAs(definition, catalog);
        var storageKind = storedAs.kind().equals("Event")
                ? "events"
                : definition.names().groupResource().toString();
        var conversion = storedAs.equals(kind)
                ? Conversion.NONE
                : new Conversion(VersionConversions.get(kind, storedAs), VersionConversions.get(storedAs, kind));
        return new ServedResource(definition, schemas.find(kind), storageKind, storedAs, conversion);
    }

    private static GroupVersionKind storedAs(ResourceDefinition definition, ResourceCatalog catalog) {
        var kind = definition.names().groupVersionKind();
        if (kind.kind().equals("Event")) return new GroupVersionKind("", "v1", "Event");
        return catalog.get(definition.names().groupResource()).names().groupVersionKind();
    }

    /** The selectable fields of all versions of a kind; null when none has any. */
    private static @Nullable Function<ObjectNode, Map<String, String>> fields(List<ServedResource> versions) {
        var selecting = versions.stream()
                .filter(version ->
                        !version.strategy().selectableFields(Json.object()).isEmpty())
                .toList();
        if (selecting.isEmpty()) return null;
        if (selecting.size() == 1 && selecting.getFirst().servesStoredBytes())
            return selecting.getFirst().strategy()::selectableFields;
        return stored -> {
            var all = new HashMap<String, String>();
            for (var version : selecting)
                all.putAll(version.strategy()
                        .selectableFields(version.conversion().fromStored().apply(stored.deepCopy())));
            return all;
        };
    }
}
