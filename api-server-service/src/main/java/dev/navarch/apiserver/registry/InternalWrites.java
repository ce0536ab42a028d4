package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Writes by the server itself. */
public final class InternalWrites implements ObjectWriter {
    private final ServedResources served;
    private final Registry registry;

    public InternalWrites(ServedResources served, Registry registry) {
        this.served = served;
        this.registry = registry;
    }

    @Override
    public ObjectNode create(GroupResource resource, ObjectNode object) {
        var of = served.get(resource);
        var metadata = ObjectMeta.of(object);
        return registry.create(of, WriteContext.internal(of, "create", metadata.namespace(), metadata.name()), object);
    }

    @Override
    public ObjectNode update(GroupResource resource, ObjectNode object) {
        var of = served.get(resource);
        var metadata = ObjectMeta.of(object);
        var namespace = metadata.namespace();
        return registry.update(
                of,
                WriteContext.internal(of, "update", namespace, metadata.name()),
                namespace,
                metadata.name(),
                UpdateRules.of(of.strategy()),
                stored -> object.deepCopy());
    }

    @Override
    public void delete(GroupResource resource, String namespace, String name) {
        var of = served.get(resource);
        registry.delete(
                of, WriteContext.internal(of, "delete", namespace, name), namespace, name, DeleteOptions.DEFAULT);
    }

    @Override
    public ObjectNode change(GroupResource resource, String namespace, String name, Consumer<ObjectNode> change) {
        var of = served.get(resource);
        return registry.update(
                of, WriteContext.internal(of, "update", namespace, name), namespace, name, UpdateRules.NONE, stored -> {
                    change.accept(stored);
                    return stored;
                });
    }
}
