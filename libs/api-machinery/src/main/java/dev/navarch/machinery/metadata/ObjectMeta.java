package dev.navarch.machinery.metadata;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.time.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A view of an object's metadata. Reads see, and writes change, the tree itself. Texts that are not there read as empty;
 * setting an empty one removes the field.
 */
public record ObjectMeta(ObjectNode object, ObjectNode tree) {
    /** The object's metadata, added when there is none. */
    public static ObjectMeta of(ObjectNode object) {
        var metadata = object.get("metadata");
        return new ObjectMeta(object, metadata instanceof ObjectNode node ? node : object.putObject("metadata"));
    }

    public static String apiVersion(ObjectNode object) {
        return object.path("apiVersion").asString("");
    }

    public static String kind(ObjectNode object) {
        return object.path("kind").asString("");
    }

    public String name() {
        return text("name");
    }

    public void name(String name) {
        text("name", name);
    }

    public String generateName() {
        return text("generateName");
    }

    public String namespace() {
        return text("namespace");
    }

    public void namespace(String namespace) {
        text("namespace", namespace);
    }

    public String uid() {
        return text("uid");
    }

    public void uid(String uid) {
        text("uid", uid);
    }

    public String resourceVersion() {
        return text("resourceVersion");
    }

    public void resourceVersion(String resourceVersion) {
        text("resourceVersion", resourceVersion);
    }

    public long generation() {
        return tree.path("generation").asLong(0);
    }

    public void generation(long generation) {
        if (generation == 0) tree.remove("generation");
        else tree.set("generation", Json.integer(generation));
    }

    public @Nullable Instant creationTimestamp() {
        return Timestamps.parse(text("creationTimestamp"));
    }

    public void creationTimestamp(@Nullable Instant instant) {
        time("creationTimestamp", instant);
    }

    public @Nullable Instant deletionTimestamp() {
        return Timestamps.parse(text("deletionTimestamp"));
    }

    public void deletionTimestamp(@Nullable Instant instant) {
        time("deletionTimestamp", instant);
    }

    public boolean isBeingDeleted() {
        return tree.hasNonNull("deletionTimestamp");
    }

    public @Nullable Long deletionGracePeriodSeconds() {
        return tree.path("deletionGracePeriodSeconds").isNumber()
                ? (Long) tree.path("deletionGracePeriodSeconds").asLong()
                : null;
    }

    public void deletionGracePeriodSeconds(@Nullable Long seconds) {
        if (seconds == null) tree.remove("deletionGracePeriodSeconds");
        else tree.set("deletionGracePeriodSeconds", Json.integer(seconds));
    }

    /** A copy. */
    public Map<String, String> labels() {
        return map("labels");
    }

    public void labels(Map<String, String> labels) {
        map("labels", labels);
    }

    /** A copy. */
    public Map<String, String> annotations() {
        return map("annotations");
    }

    public void annotations(Map<String, String> annotations) {
        map("annotations", annotations);
    }

    /** A copy. */
    public List<String> finalizers() {
        var finalizers = new ArrayList<String>();
        tree.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asString("")));
        return finalizers;
    }

    public void finalizers(List<String> finalizers) {
        if (finalizers.isEmpty()) {
            tree.remove("finalizers");
            return;
        }
        var array = tree.putArray("finalizers");
        finalizers.forEach(array::add);
    }

    public List<OwnerReference> ownerReferences() {
        var owners = new ArrayList<OwnerReference>();
        tree.path("ownerReferences").forEach(owner -> owners.add(owner(owner)));
        return owners;
    }

    /** The owner that manages this object; at most one does. */
    public @Nullable OwnerReference controller() {
        for (var owner : ownerReferences()) if (owner.controller()) return owner;
        return null;
    }

    public void ownerReferences(List<OwnerReference> owners) {
        tree.remove("ownerReferences");
        if (owners.isEmpty()) return;
        var array = tree.putArray("ownerReferences");
        owners.forEach(owner -> write(owner, array));
    }

    private static OwnerReference owner(JsonNode owner) {
        return new OwnerReference(
                owner.path("apiVersion").asString(""),
                owner.path("kind").asString(""),
                owner.path("name").asString(""),
                owner.path("uid").asString(""),
                owner.path("controller").asBoolean(false),
                owner.path("blockOwnerDeletion").asBoolean(false));
    }

    private static void write(OwnerReference owner, ArrayNode owners) {
        var tree = owners.addObject();
        tree.put("apiVersion", owner.apiVersion());
        if (owner.blockOwnerDeletion()) tree.put("blockOwnerDeletion", true);
        if (owner.controller()) tree.put("controller", true);
        tree.put("kind", owner.kind()).put("name", owner.name()).put("uid", owner.uid());
    }

    private String text(String field) {
        return tree.path(field).asString("");
    }

    private void text(String field, String value) {
        if (value.isEmpty()) tree.remove(field);
        else tree.put(field, value);
    }

    private void time(String field, @Nullable Instant instant) {
        if (instant == null) tree.remove(field);
        else tree.put(field, Timestamps.seconds(instant));
    }

    private Map<String, String> map(String field) {
        var map = new LinkedHashMap<String, String>();
        tree.path(field).forEachEntry((key, value) -> map.put(key, value.asString("")));
        return map;
    }

    private void map(String field, Map<String, String> entries) {
        if (entries.isEmpty()) {
            tree.remove(field);
            return;
        }
        var map = Json.object();
        entries.forEach(map::put);
        tree.set(field, map);
    }
}
