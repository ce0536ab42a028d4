package dev.navarch.machinery.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An object with named fields. Types may contain themselves (JSONSchemaProps does), so they compare by identity and
 * read their fields when these are first asked for; from then on they never change.
 */
public final class ObjectType implements SchemaType {
    private final String name;
    private final boolean atomic;
    private final boolean preservesUnknown;
    private @Nullable Supplier<List<Property>> reader;
    private volatile @Nullable Map<String, Property> properties;

    ObjectType(String name, boolean atomic, boolean preservesUnknown, Supplier<List<Property>> reader) {
        this.name = name;
        this.atomic = atomic;
        this.preservesUnknown = preservesUnknown;
        this.reader = reader;
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
        return byName().values();
    }

    public @Nullable Property find(String field) {
        return byName().get(field);
    }

    public Property get(String field) {
        var property = find(field);
        if (property == null) throw new IllegalArgumentException(name + " has no field " + field);
        return property;
    }

    private Map<String, Property> byName() {
        var known = properties;
        return known != null ? known : read();
    }

    private synchronized Map<String, Property> read() {
        var known = properties;
        if (known != null) return known;
        var byName = new LinkedHashMap<String, Property>();
        if (reader != null) reader.get().forEach(field -> byName.put(field.name(), field));
        reader = null;
        var read = Collections.unmodifiableMap(byName);
        properties = read;
        return read;
    }

    @Override
    public String toString() {
        return name;
    }
}
