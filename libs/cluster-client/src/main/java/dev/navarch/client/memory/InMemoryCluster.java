package dev.navarch.client.memory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.ServedResource;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a cluster, and the rules about them that clients rely on: resourceVersion, conflicts, generateName, generation,
 * status apart from spec, finalizers, grace periods of bound pods, bindings. No defaults, no validation, no admission; a status
 * given with a create is kept.
 */
public final class InMemoryCluster {
    private static final String NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, TreeMap<String, JsonObject>> objects = new TreeMap<>();
    private final List<Feed<?>> feeds = new CopyOnWriteArrayList<>();
    private final WatchPace pace = new WatchPace();
    private volatile Interceptor interceptor = (_, _, _, _) -> {};
    private long revision = 1;

    /** Called before each request with its verb; throws an {@link ApiFailure} to refuse it. */
    @FunctionalInterface
    public interface Interceptor {
        void before(String verb, ServedResource resource, String namespace, String name);
    }

    public InMemoryCluster(Clock clock) {
        this.clock = clock;
    }

    /** Each event from now on reaches informers this much later. */
    public void delayWatches(Duration delay) {
        pace.delay(delay);
    }

    /** No event reaches any informer until {@link #resumeWatches}. */
    public void pauseWatches() {
        pace.pause();
    }

    public void resumeWatches() {
        pace.resume();
    }

    public void intercept(Interceptor interceptor) {
        this.interceptor = interceptor;
    }

    WatchPace pace() {
        return pace;
    }

    Clock clock() {
        return clock;
    }

    void attach(ServedResource resource, Feed<?> feed) {
        lock.lock();
        try {
            feed.start(List.copyOf(kind(resource).values()), revision);
            feeds.add(feed);
        } finally {
            lock.unlock();
        }
    }

    void detach(Feed<?> feed) {
        feeds.remove(feed);
    }

    @Nullable
    JsonObject find(ServedResource resource, String namespace, String name) {
        interceptor.before("get", resource, namespace, name);
        lock.lock();
        try {
            return kind(resource).get(key(namespace, name));
        } finally {
            lock.unlock();
        }
    }

    List<JsonObject> list(ServedResource resource, ObjectSelector selector) {
        interceptor.before("list", resource, "", "");
        lock.lock();
        try {
            return kind(resource).values().stream().filter(selector::matches).toList();
        } finally {
            lock.unlock();
        }
    }

    JsonObject create(ServedResource resource, JsonObject given) {
        var object = given.deepCopy();
        var metadata = child(object, "metadata");
        if (!metadata.has("name") && metadata.has("generateName")) {
            metadata.addProperty("name", metadata.get("generateName").getAsString() + randomSuffix());
        }
        var namespace = text(metadata, "namespace");
        var name = text(metadata, "name");
        interceptor.before("create", resource, namespace, name);
        lock.lock();
        try {
            if (kind(resource).containsKey(key(namespace, name))) {
                throw failure(409, "AlreadyExists", resource, name, "already exists");
            }
            refuseInATerminatingNamespace(resource, namespace, name);
            object.addProperty("apiVersion", resource.apiVersion());
            object.addProperty("kind", resource.kind());
            metadata.add("uid", new JsonPrimitive(java.util.UUID.randomUUID().toString()));
            metadata.add("creationTimestamp", ModelJson.gson().toJsonTree(Timestamps.seconds(clock)));
            metadata.remove("deletionTimestamp");
            if (object.has("spec")) {
                metadata.addProperty("generation", 1);
            }
            if (resource.groupResource().equals("namespaces")) {
                nameNamespace(object, name);
            }
            return store(resource, null, object);
        } finally {
            lock.unlock();
        }
    }

    /** @param subresource empty for the object itself; then its status stays as it was */
    JsonObject update(ServedResource resource, JsonObject given, String subresource) {
        var metadata = given.getAsJsonObject("metadata");
        var namespace = text(metadata, "namespace");
        var name = text(metadata, "name");
        interceptor.before(subresource.isEmpty() ? "update" : "update/" + subresource, resource, namespace, name);
        lock.lock();
        try {
            var present = require(resource, namespace, name);
            var wanted = text(metadata, "resourceVersion");
            if (!wanted.isEmpty() && !wanted.equals(text(present.getAsJsonObject("metadata"), "resourceVersion"))) {
                throw conflict(resource, name);
            }
            return switch (subresource) {
                case "" -> replace(resource, present, withStatusOf(present, given));
                case "status" -> replace(resource, present, onlyStatusOf(given, present));
                case "finalize" -> replace(resource, present, onlySpecOf(given, present));
                default -> replace(resource, present, given);
            };
        } finally {
            lock.unlock();
        }
    }

    JsonObject patch(
            ServedResource resource, String namespace, String name, PatchType type, String body, String subresource) {
        interceptor.before(subresource.isEmpty() ? "patch" : "patch/" + subresource, resource, namespace, name);
        if (type == PatchType.JSON) {
            throw new UnsupportedOperationException("JSON patches are not known in memory; send a merge patch");
        }
        lock.lock();
        try {
            var present = require(resource, namespace, name);
            var patch = ModelJson.parse(body);
            refusePatchOfAnother(resource, name, present, patch);
            var merged = Patches.merge(present, patch, type == PatchType.STRATEGIC_MERGE);
            var result = subresource.equals("status") ? onlyStatusOf(merged, present) : withStatusOf(present, merged);
            return replace(resource, present, result);
        } finally {
            lock.unlock();
        }
    }

    void delete(ServedResource resource, String namespace, String name, DeleteRequest request) {
        interceptor.before("delete", resource, namespace, name);
        lock.lock();
        try {
            var present = kind(resource).get(key(namespace, name));
            if (present != null) {
                delete(resource, present, request);
            }
        } finally {
            lock.unlock();
        }
    }

    JsonObject bind(ServedResource pods, String namespace, String name, String node) {
        interceptor.before("create/binding", pods, namespace, name);
        lock.lock();
        try {
            var present = require(pods, namespace, name);
            var bound = present.deepCopy();
            var spec = child(bound, "spec");
            if (spec.has("nodeName")) {
                throw failure(409, "Conflict", pods, name, "is already assigned to node " + spec.get("nodeName"));
            }
            spec.addProperty("nodeName", node);
            var scheduled =
                    ModelJson.parse("{\"status\":{\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"True\"}]}}");
            return replace(pods, present, Patches.merge(bound, scheduled, true));
        } finally {
            lock.unlock();
        }
    }

    private void delete(ServedResource resource, JsonObject present, DeleteRequest request) {
        var metadata = present.getAsJsonObject("metadata");
        var name = text(metadata, "name");
        if (request.uid() != null && !request.uid().equals(text(metadata, "uid"))) {
            throw failure(409, "Conflict", resource, name, "was deleted and created again: its uid differs");
        }
        var dying = present.deepCopy();
        addPropagationFinalizer(dying, request.propagationPolicy());
        var grace = graceSeconds(resource, dying, request);
        if (grace == 0 && finalizers(dying).isEmpty()) {
            remove(resource, present);
            return;
        }
        var dyingMetadata = dying.getAsJsonObject("metadata");
        if (dyingMetadata.has("deletionTimestamp")
                && dyingMetadata.has("deletionGracePeriodSeconds")
                && dyingMetadata.get("deletionGracePeriodSeconds").getAsLong() <= grace) {
            return;
        }
        var deadline = Timestamps.seconds(clock).plusSeconds(grace);
        dyingMetadata.add("deletionTimestamp", ModelJson.gson().toJsonTree(deadline));
        dyingMetadata.addProperty("deletionGracePeriodSeconds", grace);
        if (resource.groupResource().equals("namespaces")) {
            child(dying, "status").addProperty("phase", "Terminating");
        }
        store(resource, present, dying);
    }

    private long graceSeconds(ServedResource resource, JsonObject object, DeleteRequest request) {
        var spec = object.getAsJsonObject("spec");
        if (!resource.groupResource().equals("pods") || spec == null || !spec.has("nodeName")) {
            return 0;
        }
        if (request.gracePeriodSeconds() != null) {
            return request.gracePeriodSeconds();
        }
        var own = spec.get("terminationGracePeriodSeconds");
        return own == null ? 30 : own.getAsLong();
    }

    private void addPropagationFinalizer(JsonObject object, @Nullable String policy) {
        var finalizer = "Foreground".equals(policy) ? "foregroundDeletion" : "Orphan".equals(policy) ? "orphan" : null;
        if (finalizer != null && !finalizers(object).contains(new JsonPrimitive(finalizer))) {
            var all = finalizers(object).deepCopy();
            all.add(finalizer);
            object.getAsJsonObject("metadata").add("finalizers", all);
        }
    }

    private JsonArray finalizers(JsonObject object) {
        var own = object.getAsJsonObject("metadata").getAsJsonArray("finalizers");
        var spec = object.get("spec") instanceof JsonObject found ? found.getAsJsonArray("finalizers") : null;
        if (own == null || own.isEmpty()) {
            return spec == null ? new JsonArray() : spec;
        }
        return own;
    }

    private JsonObject replace(ServedResource resource, JsonObject present, JsonObject given) {
        var next = given.deepCopy();
        var metadata = next.getAsJsonObject("metadata");
        var before = present.getAsJsonObject("metadata");
        for (var fixed : List.of(
                "uid",
                "creationTimestamp",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "generation",
                "resourceVersion")) {
            if (before.has(fixed)) {
                metadata.add(fixed, before.get(fixed));
            }
        }
        if (next.equals(present)) {
            return present;
        }
        if (!Objects.equals(next.get("spec"), present.get("spec")) && metadata.has("generation")) {
            metadata.addProperty("generation", metadata.get("generation").getAsLong() + 1);
        }
        if (metadata.has("deletionTimestamp")
                && finalizers(next).isEmpty()
                && !finalizers(present).isEmpty()) {
            return remove(resource, next);
        }
        return store(resource, present, next);
    }

    private JsonObject store(ServedResource resource, @Nullable JsonObject before, JsonObject object) {
        var metadata = object.getAsJsonObject("metadata");
        revision++;
        metadata.addProperty("resourceVersion", Long.toString(revision));
        kind(resource).put(key(text(metadata, "namespace"), text(metadata, "name")), object);
        feeds.stream()
                .filter(feed -> feed.watches(resource))
                .forEach(feed -> feed.changed(before, object, false, revision));
        return object;
    }

    private JsonObject remove(ServedResource resource, JsonObject object) {
        var metadata = object.getAsJsonObject("metadata");
        kind(resource).remove(key(text(metadata, "namespace"), text(metadata, "name")));
        revision++;
        var last = object.deepCopy();
        last.getAsJsonObject("metadata").addProperty("resourceVersion", Long.toString(revision));
        feeds.stream()
                .filter(feed -> feed.watches(resource))
                .forEach(feed -> feed.changed(object, last, true, revision));
        return last;
    }

    private void refuseInATerminatingNamespace(ServedResource resource, String namespace, String name) {
        var home = objects.getOrDefault("namespaces", new TreeMap<>()).get(key("", namespace));
        if (home != null && home.getAsJsonObject("metadata").has("deletionTimestamp")) {
            var message = resource.groupResource() + " \"" + name
                    + "\" is forbidden: unable to create new content in namespace " + namespace
                    + " because it is being terminated";
            throw new ApiFailure(403, "Forbidden", message, List.of("NamespaceTerminating"), null);
        }
    }

    private void refusePatchOfAnother(ServedResource resource, String name, JsonObject present, JsonObject patch) {
        if (!(patch.get("metadata") instanceof JsonObject metadata)) {
            return;
        }
        for (var fixed : List.of("uid", "resourceVersion")) {
            if (metadata.has(fixed)
                    && !metadata.get(fixed)
                            .equals(present.getAsJsonObject("metadata").get(fixed))) {
                throw conflict(resource, name);
            }
        }
    }

    private static void nameNamespace(JsonObject namespace, String name) {
        var labels = child(child(namespace, "metadata"), "labels");
        labels.addProperty("kubernetes.io/metadata.name", name);
        var finalizers = new JsonArray();
        finalizers.add("kubernetes");
        child(namespace, "spec").add("finalizers", finalizers);
        child(namespace, "status").addProperty("phase", "Active");
    }

    private static JsonObject withStatusOf(JsonObject present, JsonObject given) {
        return with(given, "status", present.get("status"));
    }

    /** And its annotations, which a status update may change as well. */
    private static JsonObject onlyStatusOf(JsonObject given, JsonObject present) {
        var result = with(present, "status", given.get("status"));
        var annotations = given.getAsJsonObject("metadata").get("annotations");
        result.add("metadata", with(present.getAsJsonObject("metadata"), "annotations", annotations));
        return result;
    }

    private static JsonObject onlySpecOf(JsonObject given, JsonObject present) {
        return with(present, "spec", given.get("spec"));
    }

    private static JsonObject with(JsonObject base, String field, @Nullable JsonElement value) {
        var result = base.deepCopy();
        if (value == null) {
            result.remove(field);
        } else {
            result.add(field, value.deepCopy());
        }
        return result;
    }

    private JsonObject require(ServedResource resource, String namespace, String name) {
        var present = kind(resource).get(key(namespace, name));
        if (present == null) {
            throw failure(404, "NotFound", resource, name, "not found");
        }
        return present;
    }

    private Map<String, JsonObject> kind(ServedResource resource) {
        return objects.computeIfAbsent(resource.groupResource(), _ -> new TreeMap<>());
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    private static JsonObject child(JsonObject parent, String field) {
        if (!(parent.get(field) instanceof JsonObject)) {
            parent.add(field, new JsonObject());
        }
        return parent.getAsJsonObject(field);
    }

    private static String text(JsonObject object, String field) {
        var value = object.get(field);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    private static ApiFailure conflict(ServedResource resource, String name) {
        return failure(409, "Conflict", resource, name, "has been modified; read it again and repeat the change");
    }

    private static ApiFailure failure(int code, String reason, ServedResource resource, String name, String what) {
        return new ApiFailure(code, reason, resource.groupResource() + " \"" + name + "\" " + what, null);
    }

    private static String randomSuffix() {
        var random = ThreadLocalRandom.current();
        var suffix = new StringBuilder();
        for (var i = 0; i < 5; i++) {
            suffix.append(NAME_ALPHABET.charAt(random.nextInt(NAME_ALPHABET.length())));
        }
        return suffix.toString();
    }
}
