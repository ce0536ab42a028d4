package dev.navarch.client.informer;

import io.kubernetes.client.common.KubernetesObject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Written by one thread at a time, read by any. */
final class Index<T extends KubernetesObject> {
    private final Function<T, Collection<String>> keys;
    private final ConcurrentHashMap<String, ConcurrentHashMap<ObjectKey, T>> buckets = new ConcurrentHashMap<>();

    Index(Function<T, Collection<String>> keys) {
        this.keys = keys;
    }

    void change(ObjectKey key, @Nullable T before, @Nullable T after) {
        Set<String> wanted = after == null ? Set.of() : Set.copyOf(keys.apply(after));
        if (after != null) {
            wanted.forEach(bucket -> buckets.computeIfAbsent(bucket, _ -> new ConcurrentHashMap<>())
                    .put(key, after));
        }
        if (before != null) {
            keys.apply(before).stream()
                    .filter(bucket -> !wanted.contains(bucket))
                    .forEach(bucket -> drop(bucket, key));
        }
    }

    List<T> find(String bucket) {
        var found = buckets.get(bucket);
        return found == null ? List.of() : List.copyOf(found.values());
    }

    private void drop(String bucket, ObjectKey key) {
        buckets.computeIfPresent(bucket, (_, objects) -> {
            objects.remove(key);
            return objects.isEmpty() ? null : objects;
        });
    }
}
