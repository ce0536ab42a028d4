package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.KindCache.Scope;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.selector.FieldSelector;
import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.status.StatusException;
import java.util.HashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which objects a list or watch is about. */
record Selection(Scope scope, LabelSelector labels, FieldSelector fields) implements Predicate<CachedObject> {
    static final String NAME = "metadata.name";
    static final String NAMESPACE = "metadata.namespace";

    static Selection of(ServedResource resource, String namespace, ListOptions options) {
        var known = knownFields(resource);
        var equal = new HashMap<String, String>();
        for (var term : options.fields().terms()) {
            if (!term.field().equals(NAME) && !term.field().equals(NAMESPACE) && !known.contains(term.field()))
                throw StatusException.badRequest(unknown(known, term.field()));
            if (term.equal()) equal.put(term.field(), term.value());
        }
        var where = namespace.isEmpty() && resource.namespaced() ? equal.getOrDefault(NAMESPACE, "") : namespace;
        return new Selection(
                new Scope(resource.namespaced() ? where : "", key(resource, where, equal.get(NAME)), equal),
                options.labels(),
                options.fields());
    }

    static Set<String> knownFields(ServedResource resource) {
        return resource.strategy().selectableFields(Json.object()).keySet();
    }

    boolean selects() {
        return !labels.matchesEverything() || !fields.terms().isEmpty();
    }

    @Override
    public boolean test(CachedObject object) {
        if (!scope.namespace().isEmpty() && !object.isIn(scope.namespace())) return false;
        if (!selects()) return true;
        for (var term : fields.terms())
            if (value(object, term.field()).equals(term.value()) != term.equal()) return false;
        return labels.matches(object.labels());
    }

    private static String value(CachedObject object, String field) {
        return switch (field) {
            case NAME -> object.name();
            case NAMESPACE -> object.namespace();
            default -> object.fields().getOrDefault(field, "");
        };
    }

    private static @Nullable String key(ServedResource resource, String namespace, @Nullable String name) {
        if (name == null) return null;
        if (!resource.namespaced()) return name;
        return namespace.isEmpty() ? null : namespace + "/" + name;
    }

    private static String unknown(Set<String> known, String field) {
        return known.isEmpty()
                ? "\"" + field + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                : "field label not supported: " + field;
    }
}
