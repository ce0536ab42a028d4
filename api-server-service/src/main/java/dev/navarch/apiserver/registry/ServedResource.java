package dev.navarch.apiserver.registry;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.ResourceNames;
import dev.navarch.resources.ResourceStrategy;
import dev.navarch.store.StoreKey;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of a resource as the server serves it.
 *
 * @param schema null for a custom resource without one
 * @param storageKind the store's and the cache's name of the kind; two versions, or the two Events, share one
 * @param storedAs the version in which objects lie in the store
 * @param conversion between that version and this one
 */
public record ServedResource(
        ResourceDefinition definition,
        @Nullable ObjectType schema,
        String storageKind,
        GroupVersionKind storedAs,
        Conversion conversion) {

    /** Both ways; may change and return the tree it is given. */
    public record Conversion(UnaryOperator<ObjectNode> toStored, UnaryOperator<ObjectNode> fromStored) {
        public static final Conversion NONE = new Conversion(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Custom resources are always written whole and have no protobuf form. */
    public boolean custom() {
        return definition.schema().isEmpty();
    }

    public ResourceNames names() {
        return definition.names();
    }

    public ResourceStrategy strategy() {
        return definition.strategy();
    }

    public GroupResource groupResource() {
        return names().groupResource();
    }

    public GroupVersionKind kind() {
        return names().groupVersionKind();
    }

    public boolean namespaced() {
        return names().namespaced();
    }

    /** Whether stored bytes can be served as they are. */
    public boolean servesStoredBytes() {
        return storedAs.equals(kind());
    }

    public String key(String namespace, String name) {
        return namespaced() ? namespace + "/" + name : name;
    }

    public StoreKey storeKey(String namespace, String name) {
        return new StoreKey(storageKind, key(namespace, name));
    }

    /** A fresh tree in this version, without resourceVersion. */
    public ObjectNode read(byte[] stored) {
        return conversion.fromStored().apply(Json.readObject(stored));
    }
}
