package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.registry.Attempts.Outcome;
import dev.navarch.apiserver.registry.Registry.Deletion;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.machinery.metadata.ObjectMeta;
import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/** Deletes objects that nothing holds, and marks the others. */
final class Deletions {
    private final StoredObjects objects;
    private final Attempts attempts;
    private final Admitted admitted;
    private final WriteHooks hooks;
    private final DeletionMark mark;

    Deletions(StoredObjects objects, Attempts attempts, Admitted admitted, WriteHooks hooks, Clock clock) {
        this.objects = objects;
        this.attempts = attempts;
        this.admitted = admitted;
        this.hooks = hooks;
        this.mark = new DeletionMark(clock);
    }

    Deletion delete(
            ServedResource resource, WriteContext context, String namespace, String name, DeleteOptions options) {
        return attempts.run(resource, namespace, name, cached -> attempt(resource, context, cached, options));
    }

    private Outcome<Deletion> attempt(
            ServedResource resource, WriteContext context, CachedObject cached, DeleteOptions options) {
        var stored = Registry.tree(resource, cached);
        var before = ObjectMeta.of(stored);
        DeletionRules.preconditions(resource.groupResource(), before, options);
        admitted.validate(Operation.DELETE, resource, context, before.name(), null, stored);
        var marked = stored.deepCopy();
        var gone = mark.set(resource, marked, options);
        if (context.dryRun()) return new Outcome.Done<>(new Deletion(marked, gone));
        return gone ? remove(resource, cached, marked) : keepMarked(resource, cached, stored, marked);
    }

    private Outcome<Deletion> remove(ServedResource resource, CachedObject cached, ObjectNode last) {
        var deleted = objects.delete(resource, cached, last);
        if (deleted == null) return new Outcome.Overtaken<>();
        hooks.afterDelete(resource, deleted);
        return new Outcome.Done<>(new Deletion(deleted, true));
    }

    private Outcome<Deletion> keepMarked(
            ServedResource resource, CachedObject cached, ObjectNode stored, ObjectNode marked) {
        var bytes = StoredObjects.encode(resource, marked);
        if (StoredForm.same(bytes, cached.storedJson())) return new Outcome.Unchanged<>(new Deletion(stored, false));
        var written = objects.replace(resource, cached, marked, bytes);
        return written == null ? new Outcome.Overtaken<>() : new Outcome.Done<>(new Deletion(written, false));
    }
}
