package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.metadata.NameGenerator;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.validation.ObjectMetaValidation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** New objects. */
final class Creation {
    private static final int NAME_ATTEMPTS = 8;

    private final StoredObjects objects;
    private final Admitted admitted;
    private final WriteHooks hooks;
    private final NameGenerator names;
    private final Clock clock;

    Creation(StoredObjects objects, Admitted admitted, WriteHooks hooks, NameGenerator names, Clock clock) {
        this.objects = objects;
        this.admitted = admitted;
        this.hooks = hooks;
        this.names = names;
        this.clock = clock;
    }

    ObjectNode create(ServedResource resource, WriteContext context, ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        var versioned = !List.of("", "0").contains(metadata.resourceVersion());
        SystemFields.begin(metadata, clock.instant());
        resource.strategy().applyDefaults(object);
        admitted.mutate(Operation.CREATE, resource, context, metadata.name(), object, null);
        var toBeNamed = metadata.name().isEmpty() && !metadata.generateName().isEmpty();
        return toBeNamed
                ? createWithAName(resource, context, object, versioned)
                : createNamed(resource, context, object, versioned);
    }

    private ObjectNode createWithAName(
            ServedResource resource, WriteContext context, ObjectNode object, boolean versioned) {
        for (var attempt = 1; ; attempt++) {
            var candidate = object.deepCopy();
            var metadata = ObjectMeta.of(candidate);
            metadata.name(names.generate(metadata.generateName()));
            try {
                return createNamed(resource, context, candidate, versioned);
            } catch (StatusException refused) {
                if (attempt == NAME_ATTEMPTS || refused.status().code() != 409) throw refused;
            }
        }
    }

    /** @param versioned whether the client says that it has read the object somewhere */
    private ObjectNode createNamed(
            ServedResource resource, WriteContext context, ObjectNode object, boolean versioned) {
        resource.strategy().prepareForCreate(object);
        validate(resource, object);
        resource.strategy().warnings(object).forEach(context.warnings());
        var name = ObjectMeta.of(object).name();
        admitted.validate(Operation.CREATE, resource, context, name, object, null);
        var undo = hooks.beforeWrite(resource, object, null, context.dryRun());
        try {
            if (context.dryRun()) {
                refuseSecond(resource, object);
                undo.run();
                return object;
            }
            if (versioned) throw versionedAtCreation();
            return objects.create(resource, object);
        } catch (RuntimeException failed) {
            undo.run();
            throw failed;
        }
    }

    private static void validate(ServedResource resource, ObjectNode object) {
        var strategy = resource.strategy();
        var errors = new ArrayList<FieldError>();
        errors.addAll(ObjectMetaValidation.validateCreate(object, resource.namespaced(), strategy.nameRule()));
        errors.addAll(strategy.validateCreate(object));
        if (!errors.isEmpty())
            throw StatusException.invalid(resource.kind(), ObjectMeta.of(object).name(), errors);
    }

    private void refuseSecond(ServedResource resource, ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        if (objects.cache(resource).find(resource.key(metadata.namespace(), metadata.name())) != null)
            throw StatusException.alreadyExists(resource.groupResource(), metadata.name());
    }

    private static StatusException versionedAtCreation() {
        return new StatusException(
                new Status(500, "", "resourceVersion should not be set on objects to be created", null));
    }
}
