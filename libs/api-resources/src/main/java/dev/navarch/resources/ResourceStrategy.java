package dev.navarch.resources;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.format.NameRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a kind adds to the generic registry. All methods are pure: they read and change only the trees they are given, on the
 * thread of the request. Order in a create: applyDefaults, prepareForCreate, mutating admission, applyDefaults, validateCreate.
 * In an update: applyDefaults, prepareForUpdate, mutating admission, applyDefaults, validateUpdate. Metadata that every kind
 * shares (uid, timestamps, names, labels, owner references) is the registry's, not the strategy's.
 */
public interface ResourceStrategy {
    /** How objects may be called; checked on create with the rest of the metadata. */
    default NameRule nameRule() {
        return NameRule.DNS_SUBDOMAIN;
    }

    /** Fills what the client left out. Idempotent. */
    default void applyDefaults(ObjectNode object) {}

    /** Drops what a client may not set on create (status, mostly) and sets generation. */
    default void prepareForCreate(ObjectNode object) {}

    /** Keeps from {@code stored} what this verb may not change (status, mostly) and raises generation when the spec changed. */
    default void prepareForUpdate(ObjectNode updated, ObjectNode stored) {}

    default List<FieldError> validateCreate(ObjectNode object) {
        return List.of();
    }

    default List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        return List.of();
    }

    /** Texts for Warning headers. */
    default List<String> warnings(ObjectNode object) {
        return List.of();
    }

    /** Whether an update without resourceVersion overwrites whatever is there. */
    default boolean allowsUnconditionalUpdate() {
        return true;
    }

    /** Whether PUT to a name that is not there creates it. */
    default boolean allowsCreateOnUpdate() {
        return false;
    }

    /**
     * How long a deleted object stays, marked, until whoever runs it lets go.
     *
     * @param requested from DeleteOptions, null when not given
     * @return null when the kind is deleted at once
     */
    default @Nullable Long deletionGracePeriodSeconds(ObjectNode object, @Nullable Long requested) {
        return null;
    }

    /** Fields that a field selector may name besides metadata.name and metadata.namespace, with this object's values. */
    default Map<String, String> selectableFields(ObjectNode object) {
        return Map.of();
    }

    /** By name, such as {@code status}; only those that read and write the object itself. */
    default Map<String, SubresourceStrategy> subresources() {
        return Map.of();
    }
}
