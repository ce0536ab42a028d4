package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.registry.Attempts.Outcome;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.validation.ObjectMetaValidation;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Changes of objects and of their subresources. One that takes the last finalizer of a deleted object deletes it for good. */
final class Updates {
    private final StoredObjects objects;
    private final Attempts attempts;
    private final Admitted admitted;
    private final WriteHooks hooks;

    Updates(StoredObjects objects, Attempts attempts, Admitted admitted, WriteHooks hooks) {
        this.objects = objects;
        this.attempts = attempts;
        this.admitted = admitted;
        this.hooks = hooks;
    }

    ObjectNode update(
            ServedResource resource,
            WriteContext context,
            String namespace,
            String name,
            UpdateRules rules,
            UnaryOperator<ObjectNode> change) {
        return attempts.run(resource, namespace, name, cached -> {
            var stored = Registry.tree(resource, cached);
            var updated = change.apply(stored.deepCopy());
            prepare(resource, context, updated, stored, rules);
            var undo = hooks.beforeWrite(resource, updated, stored, context.dryRun());
            try {
                var outcome = write(resource, context, cached, stored, updated);
                if (!(outcome instanceof Outcome.Done)) undo.run();
                return outcome;
            } catch (RuntimeException failed) {
                undo.run();
                throw failed;
            }
        });
    }

    private void prepare(
            ServedResource resource, WriteContext context, ObjectNode updated, ObjectNode stored, UpdateRules rules) {
        var strategy = resource.strategy();
        var name = ObjectMeta.of(stored).name();
        preconditions(resource, ObjectMeta.of(updated), ObjectMeta.of(stored));
        SystemFields.keep(ObjectMeta.of(updated), ObjectMeta.of(stored));
        strategy.applyDefaults(updated);
        admitted.mutate(Operation.UPDATE, resource, context, name, updated, stored);
        rules.prepare().accept(updated, stored);
        validate(resource, updated, stored, rules);
        strategy.warnings(updated).forEach(context.warnings());
        admitted.validate(Operation.UPDATE, resource, context, name, updated, stored);
    }

    /** What the client thinks it changes must be what is there. */
    private static void preconditions(ServedResource resource, ObjectMeta metadata, ObjectMeta before) {
        if (!metadata.uid().isEmpty() && !metadata.uid().equals(before.uid()))
            throw StatusException.otherUid(resource.groupResource(), before.name(), metadata.uid(), before.uid());
        if (metadata.resourceVersion().isEmpty() || metadata.resourceVersion().equals("0")) {
            if (resource.strategy().allowsUnconditionalUpdate()) metadata.resourceVersion(before.resourceVersion());
        } else if (!metadata.resourceVersion().equals(before.resourceVersion())) {
            throw StatusException.modified(resource.groupResource(), before.name());
        }
    }

    private static void validate(ServedResource resource, ObjectNode updated, ObjectNode stored, UpdateRules rules) {
        var errors = new ArrayList<FieldError>();
        // Upstream's generic registry and each of its kinds look at metadata, so whatever is wrong there is said twice.
        var metadataErrors = ObjectMetaValidation.validateUpdate(updated, stored);
        errors.addAll(metadataErrors);
        errors.addAll(metadataErrors);
        errors.addAll(rules.validate().apply(updated, stored));
        if (!errors.isEmpty())
            throw StatusException.invalid(resource.kind(), ObjectMeta.of(stored).name(), errors);
    }

    private Outcome<ObjectNode> write(
            ServedResource resource, WriteContext context, CachedObject cached, ObjectNode stored, ObjectNode updated) {
        if (DeletionRules.released(updated)) return release(resource, context, cached, updated);
        var bytes = StoredObjects.encode(resource, updated);
        if (StoredForm.same(bytes, cached.storedJson())) return new Outcome.Unchanged<>(stored);
        if (context.dryRun()) return new Outcome.Done<>(StoredObjects.versioned(updated, cached.revision()));
        var written = objects.replace(resource, cached, updated, bytes);
        if (written != null) hooks.afterUpdate(resource, written, stored);
        return Outcome.written(written);
    }

    private Outcome<ObjectNode> release(
            ServedResource resource, WriteContext context, CachedObject cached, ObjectNode last) {
        if (context.dryRun()) return new Outcome.Done<>(last);
        var deleted = objects.delete(resource, cached, last);
        if (deleted != null) hooks.afterDelete(resource, deleted);
        return Outcome.written(deleted);
    }
}
