package dev.navarch.resources.golden;

import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.codec.ObjectDecoder;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.validation.ObjectMetaValidation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** As much of the registry, its admission plugins and its allocators as the strategies need to be compared with recorded answers. */
final class FakeRegistry {
    static final String NAMESPACE = "ns";
    private static final ObjectDecoder DECODER = new ObjectDecoder(SchemaCatalog.builtIn());

    private final ResourceDefinition definition;

    FakeRegistry(ResourceDefinition definition) {
        this.definition = definition;
    }

    record Answer(ObjectNode object, List<FieldError> errors) {}

    Answer create(JsonNode body) {
        var object = decode(body);
        var metadata = ObjectMeta.of(object);
        if (metadata.name().isEmpty() && !metadata.generateName().isEmpty())
            metadata.name(metadata.generateName() + "abcde");
        if (definition.names().namespaced()) metadata.namespace(NAMESPACE);
        metadata.uid("00000000-0000-0000-0000-000000000001");
        metadata.tree().put("creationTimestamp", "2026-01-01T00:00:00Z");
        var strategy = definition.strategy();
        strategy.applyDefaults(object);
        strategy.prepareForCreate(object);
        FakeAdmission.admit(definition, object);
        strategy.applyDefaults(object);
        var errors = new ArrayList<>(
                ObjectMetaValidation.validateCreate(object, definition.names().namespaced(), strategy.nameRule()));
        errors.addAll(strategy.validateCreate(object));
        if (errors.isEmpty()) FakeAdmission.allocate(definition, object);
        return new Answer(object, errors);
    }

    Answer update(JsonNode body, ObjectNode stored) {
        var object = decode(body);
        var metadata = ObjectMeta.of(object);
        var before = ObjectMeta.of(stored);
        if (metadata.uid().isEmpty()) metadata.uid(before.uid());
        if (metadata.namespace().isEmpty()) metadata.namespace(before.namespace());
        metadata.creationTimestamp(before.creationTimestamp());
        if (metadata.resourceVersion().isEmpty() && definition.strategy().allowsUnconditionalUpdate())
            metadata.resourceVersion(before.resourceVersion());
        var strategy = definition.strategy();
        strategy.applyDefaults(object);
        strategy.prepareForUpdate(object, stored);
        FakeAdmission.admitUpdate(definition, object, stored);
        strategy.applyDefaults(object);
        var errors = new ArrayList<>(ObjectMetaValidation.validateUpdate(object, stored));
        errors.addAll(strategy.validateUpdate(object, stored));
        return new Answer(object, errors);
    }

    private ObjectNode decode(JsonNode body) {
        var object = DECODER.decode(
                        Json.write(body), MediaType.JSON, definition.names().groupVersionKind(), FieldValidation.IGNORE)
                .object();
        withoutNulls(object);
        return object;
    }

    private static void withoutNulls(JsonNode tree) {
        if (tree instanceof ObjectNode object)
            for (var name : List.copyOf(object.propertyNames()))
                if (object.path(name).isNull()) object.remove(name);
        tree.forEach(FakeRegistry::withoutNulls);
    }
}
