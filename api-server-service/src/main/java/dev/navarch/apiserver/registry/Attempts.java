package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.machinery.status.StatusException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes of an object that is there. Each begins from what the watch cache holds; whatever is decided on that alone (a refusal, that
 * nothing changes) is decided again on the newest object before it is said.
 */
final class Attempts {
    private static final int LIMIT = 64;

    private final StoredObjects objects;

    Attempts(StoredObjects objects) {
        this.objects = objects;
    }

    /** What became of one attempt. */
    sealed interface Outcome<T> {
        /** Written, or not to be written at all. */
        record Done<T>(T result) implements Outcome<T> {}

        /** Nothing to write, if the object was the newest. */
        record Unchanged<T>(T result) implements Outcome<T> {}

        /** Not allowed, if the object was the newest. */
        record Refused<T>(StatusException why) implements Outcome<T> {}

        /** Somebody else was faster. */
        record Overtaken<T>() implements Outcome<T> {}

        static <T> Outcome<T> written(@Nullable T result) {
            return result == null ? new Overtaken<>() : new Done<>(result);
        }
    }

    <T> T run(ServedResource resource, String namespace, String name, Function<CachedObject, Outcome<T>> attempt) {
        var object = objects.cachedOrNewest(resource, namespace, name);
        for (var count = 0; object != null; count++) {
            var outcome = outcome(object, attempt);
            if (outcome instanceof Outcome.Done<T>(var result)) return result;
            var newest = objects.newest(resource, namespace, name);
            if (newest != null && newest.revision() == object.revision()) {
                if (outcome instanceof Outcome.Unchanged<T>(var result)) return result;
                if (outcome instanceof Outcome.Refused<T>(var why)) throw why;
            }
            if (count == LIMIT) throw StatusException.modified(resource.groupResource(), name);
            object = newest;
        }
        throw StatusException.notFound(resource.groupResource(), name);
    }

    private static <T> Outcome<T> outcome(CachedObject object, Function<CachedObject, Outcome<T>> attempt) {
        try {
            return attempt.apply(object);
        } catch (StatusException refused) {
            return new Outcome.Refused<>(refused);
        }
    }
}
