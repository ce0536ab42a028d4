package dev.navarch.client;

import io.kubernetes.client.common.KubernetesObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A local copy of a kind, kept by one list and watch. Objects in it are shared: nobody changes one (copy it first). managedFields
 * are dropped on arrival. Listeners are called in order on one thread of the informer's own.
 */
public interface Informer<T extends KubernetesObject> {
    /** Waits for the first complete list. False when the time is up. */
    boolean awaitSync(Duration timeout);

    boolean hasSynced();

    @Nullable
    T find(String namespace, String name);

    List<T> list();

    List<T> list(String namespace);

    /** Adds an index, before or after the start; idempotent by name. */
    void addIndex(String name, Function<T, Collection<String>> keys);

    List<T> byIndex(String name, String key);

    /** The newest revision this copy has reached, bookmarks included. */
    long revision();

    /** Calls {@code added} for all that is there already, then each change. */
    void addListener(Listener<T> listener);

    interface Listener<T> {
        default void added(T object) {}

        default void updated(T before, T after) {}

        default void deleted(T last) {}

        /** The copy has reached this revision (an event or a bookmark); for queues that hold keys back. */
        default void reached(long revision) {}
    }
}
