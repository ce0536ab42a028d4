package dev.navarch.machinery.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object with named fields. Types may contain themselves (JSONSchemaProps does), so they compare by identity and get
 * their fields after they exist; once a catalog is built they never change.
 */
public final class ObjectType implements SchemaType {
    private final String name;
    private final boolean atomic;
    private final boolean preservesUnknown;
    private Map<String, Property> properties = Map.of();

    ObjectType(String name, boolean atomic, boolean preservesUnknown) {
        this.name = name;
        this.atomic = atomic;
        this.preservesUnknown = preservesUnknown;
    }

    void define(List<Property> fields) {
        var byName = new LinkedHashMap<String, Property>();
        fields.forEach(field -> byName.put(field.name(), field));
        properties = Collections.unmodifiableMap(byName);
    }

    /** The definition's name, such as {@code io.k8s.api.core.v1.PodSpec}. */
    public String name() {
        return name;
    }

    /** The name without its package: {@code PodSpec}. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Whether server-side apply replaces it as a whole. */
    public boolean atomic() {
        return atomic;
    }

    public boolean preservesUnknown() {
        return preservesUnknown;
    }

    public Collection<Property> properties() {
        return properties.values();
    }

    public @Nullable Property find(String field) {
        return properties.get(field);
    }

    public Property get(String field) {
        var property = properties.get(field);
        if (property == null) throw new IllegalArgumentException(name + " has no field " + field);
        return property;
    }

    @Override
    public String toString() {
        return name;
    }
}
