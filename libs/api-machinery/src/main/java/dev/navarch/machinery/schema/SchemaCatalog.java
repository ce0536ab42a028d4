package dev.navarch.machinery.schema;

import dev.navarch.machinery.name.GroupVersionKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Every definition, by its name and by the kind it describes. Immutable. */
public final class SchemaCatalog {
    private final Map<String, SchemaType> types;
    private final Map<String, ObjectNode> documents;
    private final Map<GroupVersionKind, ObjectType> kinds;

    SchemaCatalog(
            Map<String, SchemaType> types, Map<String, ObjectNode> documents, Map<GroupVersionKind, ObjectType> kinds) {
        this.types = Collections.unmodifiableMap(types);
        this.documents = Collections.unmodifiableMap(documents);
        this.kinds = Collections.unmodifiableMap(kinds);
    }

    /** Kubernetes 1.36, read once. */
    public static SchemaCatalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /** Null when no definition describes the kind. */
    public @Nullable ObjectType find(GroupVersionKind kind) {
        return kinds.get(kind);
    }

    public ObjectType get(GroupVersionKind kind) {
        var type = kinds.get(kind);
        if (type == null) throw new IllegalArgumentException("no schema describes " + kind);
        return type;
    }

    /** By definition name, such as {@code io.k8s.api.core.v1.Pod}. */
    public ObjectType get(String definition) {
        if (types.get(definition) instanceof ObjectType object) return object;
        throw new IllegalArgumentException("no object definition is called " + definition);
    }

    public @Nullable SchemaType find(String definition) {
        return types.get(definition);
    }

    public Collection<GroupVersionKind> kinds() {
        return kinds.keySet();
    }

    public Collection<String> definitions() {
        return types.keySet();
    }

    /** The definition as OpenAPI v3 states it, without prose; callers must not change it. */
    public ObjectNode document(String definition) {
        var document = documents.get(definition);
        if (document == null) throw new IllegalArgumentException("no definition is called " + definition);
        return document;
    }

    private static final class BuiltIn {
        private static final SchemaCatalog CATALOG = SchemaReader.readBuiltIn();
    }
}
