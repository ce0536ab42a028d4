package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.KindCache;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.metadata.NameGenerator;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.ResourceStrategy;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.validation.ObjectMetaValidation;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes objects of every kind.
 *
 * <p>A write begins from what the watch cache holds, which may be a moment old, and is one command to the store, which compares
 * revisions. Whatever is decided on the cached object alone (a conflict, a refusal, that nothing changes) is decided again on the newest
 * one before it is said.
 */
public final class Registry {
    private static final int NAME_ATTEMPTS = 8;
    private static final int CONFLICT_ATTEMPTS = 64;
    private static final Duration EVENT_LIFETIME = Duration.ofHours(1);

    private final WatchCaches caches;
    private final VersionedStore store;
    private final Admission admission;
    private final Supplier<List<WriteHook>> hooks;
    private volatile @Nullable Map<GroupResource, List<WriteHook>> hooksByResource;
    private final NameGenerator names;
    private final Clock clock;
    private final RecentWrites recent;

    /** @param hooks asked for at the first write: hooks may themselves write */
    public Registry(
            WatchCaches caches,
            VersionedStore store,
            Admission admission,
            Supplier<List<WriteHook>> hooks,
            NameGenerator names,
            Clock clock) {
        this.caches = caches;
        this.store = store;
        this.admission = admission;
        this.hooks = hooks;
        this.names = names;
        this.clock = clock;
        this.recent = new RecentWrites(caches.applied()::get);
    }

    /** What an update makes of the stored object; called again when somebody else was faster. */
    public interface Change {
        ObjectNode apply(ObjectNode stored);
    }

    /** Which rules an update follows: the kind's own, or those of a subresource. */
    public interface UpdateRules {
        void prepare(ObjectNode updated, ObjectNode stored);

        List<FieldError> validate(ObjectNode updated, ObjectNode stored);

        static UpdateRules of(ResourceStrategy strategy) {
            return new UpdateRules() {
                @Override
                public void prepare(ObjectNode updated, ObjectNode stored) {
                    strategy.prepareForUpdate(updated, stored);
                }

                @Override
                public List<FieldError> validate(ObjectNode updated, ObjectNode stored) {
                    return strategy.validateUpdate(updated, stored);
                }
            };
        }

        static UpdateRules of(SubresourceStrategy strategy) {
            return new UpdateRules() {
                @Override
                public void prepare(ObjectNode updated, ObjectNode stored) {
                    strategy.prepareForUpdate(updated, stored);
                }

                @Override
                public List<FieldError> validate(ObjectNode updated, ObjectNode stored) {
                    return strategy.validateUpdate(updated, stored);
                }
            };
        }
    }

    /** @param gone whether it is gone, rather than marked */
    public record Deletion(ObjectNode object, boolean gone) {}

    /** The newest, with resourceVersion, in the version asked for. */
    public ObjectNode get(ServedResource resource, String namespace, String name) {
        caches.awaitNewest();
        var found = cache(resource).find(resource.key(namespace, name));
        if (found == null) throw StatusException.notFound(resource.groupResource(), name);
        return tree(resource, found);
    }

    /** Whether a deletion answers with the object that is gone; otherwise a Status says so. */
    public static boolean answersDeletionWithObject(ServedResource resource) {
        return DeletionRules.answeredWithObject(resource.groupResource());
    }

    public KindCache cache(ServedResource resource) {
        return caches.get(resource.storageKind());
    }

    public static ObjectNode tree(ServedResource resource, CachedObject cached) {
        var tree = resource.read(cached.storedJson());
        ObjectMeta.of(tree).resourceVersion(Long.toString(cached.revision()));
        return tree;
    }

    public ObjectNode create(ServedResource resource, WriteContext context, ObjectNode object) {
        var strategy = resource.strategy();
        var metadata = ObjectMeta.of(object);
        var versioned = !List.of("", "0").contains(metadata.resourceVersion());
        systemFields(metadata);
        strategy.applyDefaults(object);
        var request = admissionRequest(Operation.CREATE, resource, context, metadata.name(), object, null);
        if (context.admitted()) {
            admission.mutate(request, context.warnings());
            strategy.applyDefaults(object);
        }
        var generated = metadata.name().isEmpty() && !metadata.generateName().isEmpty();
        for (var attempt = 1; ; attempt++) {
            var candidate = generated ? object.deepCopy() : object;
            try {
                if (generated) {
                    var meta = ObjectMeta.of(candidate);
                    meta.name(names.generate(meta.generateName()));
                }
                return createNamed(resource, context, candidate, versioned);
            } catch (StatusException refused) {
                if (!generated || attempt == NAME_ATTEMPTS || refused.status().code() != 409) throw refused;
            }
        }
    }

    /** @param versioned whether the client says that it has read the object somewhere */
    private ObjectNode createNamed(
            ServedResource resource, WriteContext context, ObjectNode object, boolean versioned) {
        var strategy = resource.strategy();
        var metadata = ObjectMeta.of(object);
        strategy.prepareForCreate(object);
        var errors = new ArrayList<FieldError>();
        errors.addAll(ObjectMetaValidation.validateCreate(object, resource.namespaced(), strategy.nameRule()));
        errors.addAll(strategy.validateCreate(object));
        if (!errors.isEmpty()) throw StatusException.invalid(resource.kind(), metadata.name(), errors);
        strategy.warnings(object).forEach(context.warnings());
        if (context.admitted())
            admission.validate(
                    admissionRequest(Operation.CREATE, resource, context, metadata.name(), object, null),
                    context.warnings());
        var name = metadata.name();
        var undo = beforeWrite(resource, object, null, context.dryRun());
        try {
            if (context.dryRun()) {
                if (cache(resource).find(resource.key(metadata.namespace(), name)) != null)
                    throw StatusException.alreadyExists(resource.groupResource(), name);
                undo.run();
                return object;
            }
            if (versioned) throw versionedAtCreation();
            var outcome = settled(store.create(
                    resource.storeKey(metadata.namespace(), name), encode(resource, object), lifetime(resource)));
            return switch (outcome) {
                case WriteOutcome.Written written -> {
                    recent.wrote(resource.storeKey(metadata.namespace(), name), written.revision());
                    yield versioned(object, written.revision());
                }
                case WriteOutcome.Conflict ignored ->
                    throw StatusException.alreadyExists(resource.groupResource(), name);
                case WriteOutcome.NotFound ignored -> throw new IllegalStateException("create answered NotFound");
                case WriteOutcome.Unknown unknown -> throw unknown(unknown);
            };
        } catch (RuntimeException failed) {
            undo.run();
            throw failed;
        }
    }

    /**
     * Changes an object.
     *
     * @return the object as it is stored afterwards; where nothing changed, as it was
     */
    public ObjectNode update(
            ServedResource resource,
            WriteContext context,
            String namespace,
            String name,
            UpdateRules rules,
            Change change) {
        var cached = cachedOrNewest(resource, namespace, name);
        for (var attempt = 0; ; attempt++) {
            if (cached == null) throw StatusException.notFound(resource.groupResource(), name);
            try {
                var result = tryUpdate(resource, context, cached, rules, change);
                if (result.revision > 0) return result.object;
                if (result.revision == UNCHANGED) {
                    var newest = newest(resource, namespace, name);
                    if (newest != null && newest.revision() == cached.revision()) return result.object;
                    cached = newest;
                } else {
                    cached = newest(resource, namespace, name);
                }
            } catch (StatusException refused) {
                var newest = newest(resource, namespace, name);
                if (newest != null && newest.revision() == cached.revision()) throw refused;
                cached = newest;
            }
            if (attempt == CONFLICT_ATTEMPTS) throw StatusException.modified(resource.groupResource(), name);
        }
    }

    private static final long UNCHANGED = 0;
    private static final long CONFLICT = -1;

    /** @param revision of the write, {@link #UNCHANGED} or {@link #CONFLICT} */
    private record Attempt(ObjectNode object, long revision) {}

    private Attempt tryUpdate(
            ServedResource resource, WriteContext context, CachedObject cached, UpdateRules rules, Change change) {
        var strategy = resource.strategy();
        var stored = tree(resource, cached);
        var updated = change.apply(stored.deepCopy());
        var metadata = ObjectMeta.of(updated);
        var before = ObjectMeta.of(stored);
        var name = before.name();
        if (!metadata.uid().isEmpty() && !metadata.uid().equals(before.uid()))
            throw StatusException.conflict(
                    resource.groupResource(),
                    name,
                    "Precondition failed: UID in precondition: " + metadata.uid() + ", UID in object meta: "
                            + before.uid());
        if (metadata.resourceVersion().isEmpty() || metadata.resourceVersion().equals("0")) {
            if (strategy.allowsUnconditionalUpdate()) metadata.resourceVersion(before.resourceVersion());
        } else if (!metadata.resourceVersion().equals(before.resourceVersion())) {
            throw StatusException.modified(resource.groupResource(), name);
        }
        keepSystemFields(metadata, before);
        strategy.applyDefaults(updated);
        if (context.admitted()) {
            admission.mutate(
                    admissionRequest(Operation.UPDATE, resource, context, name, updated, stored), context.warnings());
            strategy.applyDefaults(updated);
        }
        rules.prepare(updated, stored);
        var errors = new ArrayList<FieldError>();
        // Upstream's generic registry and each of its kinds look at metadata, so whatever is wrong there is said twice.
        var metadataErrors = ObjectMetaValidation.validateUpdate(updated, stored);
        errors.addAll(metadataErrors);
        errors.addAll(metadataErrors);
        errors.addAll(rules.validate(updated, stored));
        if (!errors.isEmpty()) throw StatusException.invalid(resource.kind(), name, errors);
        strategy.warnings(updated).forEach(context.warnings());
        if (context.admitted())
            admission.validate(
                    admissionRequest(Operation.UPDATE, resource, context, name, updated, stored), context.warnings());
        var undo = beforeWrite(resource, updated, stored, context.dryRun());
        try {
            var attempt = write(resource, context, cached, stored, updated);
            if (attempt.revision <= 0) undo.run();
            return attempt;
        } catch (RuntimeException failed) {
            undo.run();
            throw failed;
        }
    }

    private Attempt write(
            ServedResource resource, WriteContext context, CachedObject cached, ObjectNode stored, ObjectNode updated) {
        var metadata = ObjectMeta.of(stored);
        var key = resource.storeKey(metadata.namespace(), metadata.name());
        if (released(updated)) {
            if (context.dryRun()) return new Attempt(updated, cached.revision());
            var outcome = settled(store.delete(key, cached.revision()));
            if (outcome instanceof WriteOutcome.Written written) {
                afterDelete(resource, updated);
                return new Attempt(versioned(updated, written.revision()), written.revision());
            }
            return outcome(outcome, updated);
        }
        var bytes = encode(resource, updated);
        if (StoredForm.same(bytes, cached.storedJson())) return new Attempt(stored, UNCHANGED);
        if (context.dryRun()) return new Attempt(versioned(updated, cached.revision()), cached.revision());
        var attempt = outcome(settled(store.update(key, bytes, cached.revision(), lifetime(resource))), updated);
        if (attempt.revision > 0) {
            recent.wrote(key, attempt.revision);
            afterUpdate(resource, updated, stored);
        }
        return attempt;
    }

    private static Attempt outcome(WriteOutcome outcome, ObjectNode object) {
        return switch (outcome) {
            case WriteOutcome.Written written -> new Attempt(versioned(object, written.revision()), written.revision());
            case WriteOutcome.Conflict ignored -> new Attempt(object, CONFLICT);
            case WriteOutcome.NotFound ignored -> new Attempt(object, CONFLICT);
            case WriteOutcome.Unknown unknown -> throw unknown(unknown);
        };
    }

    /** Whether the last thing that held a deleted object is gone with this update. */
    private static boolean released(ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        if (!metadata.isBeingDeleted() || !metadata.finalizers().isEmpty()) return false;
        var grace = metadata.deletionGracePeriodSeconds();
        if (grace != null && grace > 0) return false;
        return !object.path("kind").asString("").equals("Namespace")
                || object.path("spec").path("finalizers").isEmpty();
    }

    public Deletion delete(
            ServedResource resource, WriteContext context, String namespace, String name, DeleteOptions options) {
        var cached = cachedOrNewest(resource, namespace, name);
        for (var attempt = 0; ; attempt++) {
            if (cached == null) throw StatusException.notFound(resource.groupResource(), name);
            try {
                var deletion = tryDelete(resource, context, cached, options);
                if (deletion != null) return deletion;
                cached = newest(resource, namespace, name);
            } catch (StatusException refused) {
                var newest = newest(resource, namespace, name);
                if (newest != null && newest.revision() == cached.revision()) throw refused;
                cached = newest;
            }
            if (attempt == CONFLICT_ATTEMPTS) throw StatusException.modified(resource.groupResource(), name);
        }
    }

    /** @return null when somebody else changed the object meanwhile */
    private @Nullable Deletion tryDelete(
            ServedResource resource, WriteContext context, CachedObject cached, DeleteOptions options) {
        var stored = tree(resource, cached);
        var before = ObjectMeta.of(stored);
        preconditions(resource.groupResource(), before, options);
        if (context.admitted())
            admission.validate(
                    admissionRequest(Operation.DELETE, resource, context, before.name(), null, stored),
                    context.warnings());
        var marked = stored.deepCopy();
        var metadata = ObjectMeta.of(marked);
        var gone = mark(resource, marked, metadata, options);
        if (context.dryRun()) return new Deletion(marked, gone);
        var key = resource.storeKey(before.namespace(), before.name());
        if (gone) {
            return switch (settled(store.delete(key, cached.revision()))) {
                case WriteOutcome.Written written -> {
                    recent.wrote(key, written.revision());
                    afterDelete(resource, marked);
                    yield new Deletion(versioned(marked, written.revision()), true);
                }
                case WriteOutcome.Unknown unknown -> throw unknown(unknown);
                case WriteOutcome.Conflict ignored -> null;
                case WriteOutcome.NotFound ignored -> null;
            };
        }
        var bytes = encode(resource, marked);
        if (StoredForm.same(bytes, cached.storedJson())) return new Deletion(stored, false);
        var outcome = outcome(settled(store.update(key, bytes, cached.revision(), lifetime(resource))), marked);
        if (outcome.revision <= 0) return null;
        recent.wrote(key, outcome.revision);
        return new Deletion(outcome.object, false);
    }

    /** @return whether nothing holds the object any longer */
    private boolean mark(ServedResource resource, ObjectNode object, ObjectMeta metadata, DeleteOptions options) {
        var now = clock.instant();
        var grace = resource.strategy().deletionGracePeriodSeconds(object, options.gracePeriodSeconds());
        if (object.path("kind").asString("").equals("Namespace")) return markNamespace(object, metadata);
        var finalizers = DeletionRules.finalizers(metadata, resource.groupResource(), options.propagation());
        metadata.finalizers(finalizers);
        if (grace != null) {
            var earlier = metadata.deletionGracePeriodSeconds();
            if (!metadata.isBeingDeleted()) {
                metadata.deletionTimestamp(now.plusSeconds(grace));
                metadata.deletionGracePeriodSeconds(grace);
                raiseGeneration(metadata);
            } else if (options.gracePeriodSeconds() != null && earlier != null && grace < earlier) {
                var began = metadata.deletionTimestamp();
                metadata.deletionTimestamp(
                        began == null ? now : began.minusSeconds(earlier).plusSeconds(grace));
                metadata.deletionGracePeriodSeconds(grace);
            } else if (earlier != null && earlier > 0) {
                return false;
            }
            var left = metadata.deletionGracePeriodSeconds();
            return (left == null || left == 0) && finalizers.isEmpty();
        }
        if (finalizers.isEmpty()) return true;
        if (!metadata.isBeingDeleted()) {
            metadata.deletionTimestamp(now);
            raiseGeneration(metadata);
        }
        metadata.deletionGracePeriodSeconds(0L);
        return false;
    }

    private boolean markNamespace(ObjectNode object, ObjectMeta metadata) {
        if (!metadata.isBeingDeleted()) metadata.deletionTimestamp(clock.instant());
        object.withObject("status").put("phase", "Terminating");
        return metadata.finalizers().isEmpty()
                && object.path("spec").path("finalizers").isEmpty();
    }

    private static void raiseGeneration(ObjectMeta metadata) {
        if (metadata.generation() > 0) metadata.generation(metadata.generation() + 1);
    }

    /** @throws StatusException Conflict, when the object is not the one that shall be deleted */
    public static void preconditions(GroupResource resource, ObjectMeta metadata, DeleteOptions options) {
        if (options.uid() != null && !options.uid().equals(metadata.uid()))
            throw StatusException.conflict(
                    resource,
                    metadata.name(),
                    "Precondition failed: UID in precondition: " + options.uid() + ", UID in object meta: "
                            + metadata.uid());
        if (options.resourceVersion() != null && !options.resourceVersion().equals(metadata.resourceVersion()))
            throw StatusException.conflict(
                    resource,
                    metadata.name(),
                    "Precondition failed: ResourceVersion in precondition: " + options.resourceVersion()
                            + ", ResourceVersion in object meta: " + metadata.resourceVersion());
    }

    private void systemFields(ObjectMeta metadata) {
        metadata.resourceVersion("");
        metadata.deletionTimestamp(null);
        metadata.deletionGracePeriodSeconds(null);
        metadata.tree().remove("selfLink");
        metadata.tree().remove("managedFields");
        metadata.tree().remove("generation");
        metadata.uid(UUID.randomUUID().toString());
        metadata.creationTimestamp(clock.instant());
    }

    /** What no client may change, and what may be left out. */
    private static void keepSystemFields(ObjectMeta metadata, ObjectMeta before) {
        metadata.tree().remove("selfLink");
        for (var field : List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"))
            keep(metadata, before, field, !metadata.tree().hasNonNull(field));
        keep(metadata, before, "generation", true);
        keep(metadata, before, "managedFields", !metadata.tree().has("managedFields"));
        var managed = metadata.tree().path("managedFields");
        if (managed.isEmpty() || managed.get(0).isEmpty()) metadata.tree().remove("managedFields");
    }

    private static void keep(ObjectMeta metadata, ObjectMeta before, String field, boolean condition) {
        if (!condition) return;
        var value = before.tree().get(field);
        if (value == null) metadata.tree().remove(field);
        else metadata.tree().set(field, value.deepCopy());
    }

    private Runnable beforeWrite(
            ServedResource resource, ObjectNode object, @Nullable ObjectNode stored, boolean dryRun) {
        var undo = new ArrayList<Runnable>();
        Runnable all = () -> undo.reversed().forEach(Runnable::run);
        try {
            for (var hook : hooksOf(resource)) undo.add(hook.beforeWrite(object, stored, dryRun));
        } catch (RuntimeException failed) {
            all.run();
            throw failed;
        }
        return all;
    }

    private List<WriteHook> hooksOf(ServedResource resource) {
        var known = hooksByResource;
        if (known == null) {
            known = hooks.get().stream().collect(Collectors.groupingBy(WriteHook::resource));
            hooksByResource = known;
        }
        return known.getOrDefault(resource.groupResource(), List.of());
    }

    private void afterUpdate(ServedResource resource, ObjectNode written, ObjectNode stored) {
        hooksOf(resource).forEach(hook -> hook.afterUpdate(written, stored));
    }

    private void afterDelete(ServedResource resource, ObjectNode last) {
        hooksOf(resource).forEach(hook -> hook.afterDelete(last));
    }

    private @Nullable CachedObject cachedOrNewest(ServedResource resource, String namespace, String name) {
        var pending = recent.pending(resource.storeKey(namespace, name));
        if (pending > 0) caches.awaitRevision(pending);
        var cached = cache(resource).find(resource.key(namespace, name));
        return cached == null ? newest(resource, namespace, name) : cached;
    }

    private @Nullable CachedObject newest(ServedResource resource, String namespace, String name) {
        caches.awaitNewest();
        return cache(resource).find(resource.key(namespace, name));
    }

    private static byte[] encode(ServedResource resource, ObjectNode object) {
        UnaryOperator<ObjectNode> convert = resource.conversion().toStored();
        return StoredForm.encode(resource.servesStoredBytes() ? object : convert.apply(object.deepCopy()));
    }

    private static @Nullable Duration lifetime(ServedResource resource) {
        return resource.storageKind().equals("events") ? EVENT_LIFETIME : null;
    }

    private static ObjectNode versioned(ObjectNode object, long revision) {
        ObjectMeta.of(object).resourceVersion(Long.toString(revision));
        return object;
    }

    private static AdmissionRequest admissionRequest(
            Operation operation,
            ServedResource resource,
            WriteContext context,
            String name,
            @Nullable ObjectNode object,
            @Nullable ObjectNode stored) {
        var namespace = context.info().namespace();
        if (resource.kind().kind().equals("Namespace")
                && resource.kind().group().isEmpty()) namespace = name;
        return new AdmissionRequest(
                operation,
                context.info(),
                resource.names(),
                resource.kind(),
                namespace,
                name,
                object,
                stored,
                context.caller(),
                context.dryRun());
    }

    private static StatusException versionedAtCreation() {
        return new StatusException(
                new Status(500, "", "resourceVersion should not be set on objects to be created", null));
    }

    private static StatusException unknown(WriteOutcome.Unknown outcome) {
        return new StatusException(new Status(
                504, "Timeout", "Timeout: it is not known whether the write took place: " + outcome.why(), null));
    }

    /** A client reads what it has just written, at this server, even when it asks for whatever the cache has. */
    private WriteOutcome settled(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Written(var revision)) caches.settle(revision);
        return outcome;
    }
}
