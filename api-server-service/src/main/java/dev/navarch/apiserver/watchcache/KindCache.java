package dev.navarch.apiserver.watchcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.Versioned;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind, their recent history and their watchers.
 *
 * <p>Events come in revision order from one thread. The lock makes a change, its entry in the history and its handing out to watchers
 * one step for those who begin a watch; readers take {@link #objects} without it. While the kind is being loaded, events wait in
 * {@link #early}; those that the load already contains are skipped.
 */
public final class KindCache {
    private final String kind;
    private final ObjectScanner scanner;
    private final Clock clock;
    private final AppliedRevision applied;
    private final CompactedRevision compacted;
    private final LongAdder encodings;
    private final Set<String> triggerFields;

    private volatile SortedObjects objects = SortedObjects.EMPTY;
    private volatile long newest;

    @GuardedBy("this")
    private History history;

    @GuardedBy("this")
    private @Nullable List<StoreEvent> early = new ArrayList<>();

    @GuardedBy("this")
    private final Map<String, Set<Watcher>> watchers = new HashMap<>();

    @GuardedBy("this")
    private final List<Listener> listeners = new ArrayList<>();

    /** Inside the server: sees every change on the cache's thread. */
    public interface Listener {
        void put(CachedObject object);

        void deleted(CachedObject last);

        void reset();
    }

    /** @param triggerFields selectable fields by whose value watchers are looked up rather than asked one by one */
    KindCache(
            String kind,
            ObjectScanner scanner,
            Set<String> triggerFields,
            Clock clock,
            AppliedRevision applied,
            CompactedRevision compacted,
            LongAdder encodings) {
        this.kind = kind;
        this.scanner = scanner;
        this.triggerFields = Set.copyOf(triggerFields);
        this.clock = clock;
        this.applied = applied;
        this.compacted = compacted;
        this.encodings = encodings;
        this.history = new History(History.Limits.DEFAULT, SortedObjects.EMPTY, 0);
    }

    public int size() {
        return objects.size();
    }

    public String kind() {
        return kind;
    }

    public @Nullable CachedObject find(String key) {
        return objects.get(key);
    }

    /** The newest that this server knows. */
    public Snapshot now() {
        // Order matters: all events up to the applied revision are in the objects that are read after it.
        var revision = applied.get();
        synchronized (this) {
            return new Snapshot(objects, Math.max(revision, newest));
        }
    }

    /** As of a revision that has been reached; null when it is too old: history does not go back that far, or it was compacted. */
    public @Nullable Snapshot at(long revision) {
        if (revision < compacted.get()) return null;
        synchronized (this) {
            var then = history.at(revision);
            return then == null ? null : new Snapshot(then, revision);
        }
    }

    /**
     * What a list or watch is about, so that it need not look at everything.
     *
     * @param namespace empty for all
     * @param key of the one object it is about, null for more than one
     * @param equalFields selectable fields that have to have a value
     */
    public record Scope(String namespace, @Nullable String key, Map<String, String> equalFields) {
        public static final Scope ALL = new Scope("", null, Map.of());

        public Scope {
            equalFields = Map.copyOf(equalFields);
        }

        /** The objects in it, in order. */
        public Iterator<CachedObject> in(SortedObjects objects, String from) {
            if (key != null) {
                var one = objects.get(key);
                return one == null || key.compareTo(from) < 0
                        ? Collections.emptyIterator()
                        : List.of(one).iterator();
            }
            if (namespace.isEmpty()) return objects.between(from, null);
            var first = namespace + "/";
            return objects.between(first.compareTo(from) < 0 ? from : first, namespace + "0");
        }
    }

    /**
     * Begins with everything that is there now, as ADDED.
     *
     * @param markEnd whether to say where those end
     */
    public Watcher watchAll(
            Scope scope, Predicate<CachedObject> filter, Watcher.Limit limit, boolean markEnd, Runnable ready) {
        var revision = applied.get();
        synchronized (this) {
            var end = markEnd ? Math.max(Math.max(revision, newest), 1) : 0;
            var watcher = watcher(scope, filter, limit, scope.in(objects, ""), end, ready);
            register(watcher);
            return watcher;
        }
    }

    /**
     * Begins with the events after a revision.
     *
     * @throws StatusException 410 when history does not go back that far
     */
    public Watcher watchAfter(
            long revision, Scope scope, Predicate<CachedObject> filter, Watcher.Limit limit, Runnable ready) {
        synchronized (this) {
            var missed = history.after(revision);
            if (missed == null) throw new StatusException(Expired.tooOld(revision, history.floor()));
            var watcher = watcher(scope, filter, limit, Collections.emptyIterator(), 0, ready);
            watcher.replay(missed);
            register(watcher);
            return watcher;
        }
    }

    /** Everything that is there, then every change. */
    public void listen(Listener listener) {
        synchronized (this) {
            listeners.add(listener);
            objects.between("", null).forEachRemaining(listener::put);
        }
    }

    synchronized int watcherCount() {
        return watchers.values().stream().mapToInt(Set::size).sum();
    }

    // Filling: all below is called by WatchCaches.

    /** From now on events wait until {@link #loaded}. */
    synchronized void loading() {
        early = new ArrayList<>();
    }

    /** @param found all objects at a revision */
    synchronized void loaded(List<Versioned> found, long revision) {
        var all = SortedObjects.EMPTY;
        for (var versioned : found)
            all = all.with(scanner.scan(versioned.key().name(), versioned.value(), versioned.revision()));
        objects = all;
        newest = revision;
        history = new History(History.Limits.DEFAULT, all, revision);
        for (var listener : listeners) {
            listener.reset();
            all.between("", null).forEachRemaining(listener::put);
        }
        var waiting = early == null ? List.<StoreEvent>of() : early;
        early = null;
        for (var event : waiting) if (event.revision() > revision) change(event);
    }

    synchronized void apply(StoreEvent event) {
        if (early != null) early.add(event);
        else if (event.revision() > newest) change(event);
    }

    /** What was known is void: a new epoch of the store. */
    synchronized void failWatchers() {
        var all = watchers.values().stream().flatMap(Set::stream).toList();
        watchers.clear();
        all.forEach(watcher -> watcher.fail(Expired.newEpoch()));
    }

    @GuardedBy("this")
    private void change(StoreEvent event) {
        switch (event) {
            case StoreEvent.Put put -> {
                var key = put.entry().key().name();
                var object = scanner.scan(key, put.entry().value(), put.revision());
                changed(put.revision(), object, objects.get(key), objects.with(object));
            }
            case StoreEvent.Deleted deleted -> {
                var key = deleted.key().name();
                var last = objects.get(key);
                if (last != null) changed(deleted.revision(), null, last, objects.without(key));
            }
            case StoreEvent.EpochStarted ignored -> {}
        }
    }

    @GuardedBy("this")
    private void changed(
            long revision, @Nullable CachedObject object, @Nullable CachedObject previous, SortedObjects after) {
        var event = new CacheEvent(revision, object, previous, after, clock.millis());
        objects = after;
        newest = revision;
        history.add(event);
        for (var listener : listeners) {
            if (object != null) listener.put(object);
            else if (previous != null) listener.deleted(previous);
        }
        if (!watchers.isEmpty()) handOut(event);
    }

    @GuardedBy("this")
    private void handOut(CacheEvent event) {
        var frames = new SharedFrames(encodings);
        for (var bucket : buckets(event))
            for (var watcher : watchers.getOrDefault(bucket, Set.of())) watcher.offer(event, frames);
    }

    private Set<String> buckets(CacheEvent event) {
        var found = new HashSet<String>();
        found.add("");
        for (var object : new CachedObject[] {event.object(), event.previous()}) {
            if (object == null) continue;
            found.add("key:" + object.key());
            found.add("in:" + object.namespace());
            for (var field : triggerFields)
                found.add(field + "=" + object.fields().getOrDefault(field, ""));
        }
        return found;
    }

    /** The one bucket that has every event this watch could want. */
    private String bucket(Scope scope) {
        if (scope.key != null) return "key:" + scope.key;
        for (var field : triggerFields) {
            var value = scope.equalFields.get(field);
            if (value != null) return field + "=" + value;
        }
        return scope.namespace.isEmpty() ? "" : "in:" + scope.namespace;
    }

    private Watcher watcher(
            Scope scope,
            Predicate<CachedObject> filter,
            Watcher.Limit limit,
            Iterator<CachedObject> initial,
            long initialEnd,
            Runnable ready) {
        return new Watcher(filter, bucket(scope), limit, initial, initialEnd, ready, this::forget);
    }

    @GuardedBy("this")
    private void register(Watcher watcher) {
        watchers.computeIfAbsent(watcher.bucket(), name -> new HashSet<>()).add(watcher);
    }

    private synchronized void forget(Watcher watcher) {
        watchers.computeIfPresent(watcher.bucket(), (name, those) -> {
            those.remove(watcher);
            return those.isEmpty() ? null : those;
        });
    }
}
