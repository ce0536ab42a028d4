package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Objects in a map, told to listeners at once. */
public final class FakeObjects implements ObjectReader, ObjectWriter {
    private final Map<Key, ObjectNode> objects = new LinkedHashMap<>();
    private final Map<GroupResource, List<ObjectListener>> listeners = new LinkedHashMap<>();
    private long revision;

    private record Key(GroupResource resource, String namespace, String name) {}

    /** As YAML-like JSON with single quotes. */
    public FakeObjects with(GroupResource resource, String json) {
        create(resource, (ObjectNode) Json.read(json.replace('\'', '"')));
        return this;
    }

    @Override
    public synchronized @Nullable ObjectNode find(GroupResource resource, String namespace, String name) {
        var found = objects.get(new Key(resource, namespace, name));
        return found == null ? null : found.deepCopy();
    }

    @Override
    public synchronized List<ObjectNode> list(GroupResource resource, String namespace) {
        var found = new ArrayList<ObjectNode>();
        objects.forEach((key, object) -> {
            if (key.resource.equals(resource) && (namespace.isEmpty() || key.namespace.equals(namespace)))
                found.add(object.deepCopy());
        });
        return found;
    }

    @Override
    public synchronized void subscribe(GroupResource resource, ObjectListener listener) {
        listeners.computeIfAbsent(resource, _ -> new CopyOnWriteArrayList<>()).add(listener);
        list(resource, "").forEach(listener::put);
    }

    @Override
    public synchronized ObjectNode create(GroupResource resource, ObjectNode object) {
        var key = key(resource, object);
        if (objects.containsKey(key)) throw StatusException.alreadyExists(resource, key.name);
        var metadata = object.withObject("metadata");
        if (!metadata.has("uid")) metadata.put("uid", UUID.randomUUID().toString());
        return put(key, object);
    }

    @Override
    public synchronized ObjectNode update(GroupResource resource, ObjectNode object) {
        var key = key(resource, object);
        var before = objects.get(key);
        if (before == null) throw StatusException.notFound(resource, key.name);
        if (!before.path("metadata")
                .path("resourceVersion")
                .equals(object.path("metadata").path("resourceVersion")))
            throw StatusException.modified(resource, key.name);
        return put(key, object);
    }

    @Override
    public synchronized void delete(GroupResource resource, String namespace, String name) {
        var last = objects.remove(new Key(resource, namespace, name));
        if (last == null) throw StatusException.notFound(resource, name);
        listeners.getOrDefault(resource, List.of()).forEach(listener -> listener.deleted(last.deepCopy()));
    }

    @Override
    public synchronized ObjectNode change(
            GroupResource resource, String namespace, String name, Consumer<ObjectNode> change) {
        var key = new Key(resource, namespace, name);
        var before = objects.get(key);
        if (before == null) throw StatusException.notFound(resource, name);
        var copy = before.deepCopy();
        change.accept(copy);
        return put(key, copy);
    }

    private ObjectNode put(Key key, ObjectNode object) {
        var stored = object.deepCopy();
        stored.withObject("metadata").put("resourceVersion", Long.toString(++revision));
        objects.put(key, stored);
        listeners.getOrDefault(key.resource, List.of()).forEach(listener -> listener.put(stored.deepCopy()));
        return stored.deepCopy();
    }

    private static Key key(GroupResource resource, ObjectNode object) {
        var metadata = object.path("metadata");
        return new Key(
                resource,
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""));
    }
}
