package dev.navarch.machinery.schema;

import dev.navarch.machinery.name.GroupVersionKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Every definition, by its name and by the kind it describes. What it answers never changes. */
public final class SchemaCatalog {
    private final SchemaDocuments documents;
    private final SchemaReader reader;
    private final Map<GroupVersionKind, String> kinds;

    SchemaCatalog(SchemaDocuments documents, ObservedFields observedFields) {
        this.documents = documents;
        this.reader = new SchemaReader(documents, observedFields);
        this.kinds = documents.kinds();
    }

    /** Kubernetes 1.36, read once. */
    public static SchemaCatalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /** Null when no definition describes the kind. */
    public @Nullable ObjectType find(GroupVersionKind kind) {
        var definition = kinds.get(kind);
        return definition != null && reader.find(definition) instanceof ObjectType type ? type : null;
    }

    public ObjectType get(GroupVersionKind kind) {
        var type = find(kind);
        if (type == null) throw new IllegalArgumentException("no schema describes " + kind);
        return type;
    }

    /** By definition name, such as {@code io.k8s.api.core.v1.Pod}. */
    public ObjectType get(String definition) {
        if (reader.find(definition) instanceof ObjectType object) return object;
        throw new IllegalArgumentException("no object definition is called " + definition);
    }

    public @Nullable SchemaType find(String definition) {
        return reader.find(definition);
    }

    public Collection<GroupVersionKind> kinds() {
        return Collections.unmodifiableSet(kinds.keySet());
    }

    public Collection<String> definitions() {
        return documents.definitions();
    }

    /** The definition as OpenAPI v3 states it, without prose; a new copy for each caller. */
    public ObjectNode document(String definition) {
        return documents.get(definition);
    }

    private static final class BuiltIn {
        private static final SchemaCatalog CATALOG =
                new SchemaCatalog(SchemaDocuments.builtIn(), ObservedFields.builtIn());
    }
}
