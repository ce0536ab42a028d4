package dev.navarch.client.informer;

import dev.navarch.client.Informer;
import io.kubernetes.client.common.KubernetesObject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copy itself; something else feeds it. The feeder changes the maps under a lock and then queues a notification, so a listener
 * sees a copy that is as new as its event or newer, never older. Readers take no lock. When the queue of notifications is full
 * (a listener hangs) the feeder waits, and with it the watch.
 */
public final class CachedInformer<T extends KubernetesObject> implements Informer<T>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CachedInformer.class);
    private static final int NOTIFICATIONS = 10_000;
    private static final int LOOK_AGAIN_SECONDS = 1;
    private static final String NAMESPACE = "namespace";

    private final String name;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentHashMap<ObjectKey, T> objects = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Index<T>> indexes = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Runnable> notifications = new LinkedBlockingQueue<>(NOTIFICATIONS);
    private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch synced = new CountDownLatch(1);
    private final Thread notifier;
    private volatile long revision;
    private volatile boolean closed;

    public CachedInformer(String name) {
        this.name = name;
        addIndex(NAMESPACE, object -> List.of(ObjectKey.of(object).namespace()));
        notifier = Thread.ofVirtual().name("informer-" + name).start(this::notifyListeners);
    }

    @Override
    public boolean awaitSync(Duration timeout) {
        try {
            return synced.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean hasSynced() {
        return synced.getCount() == 0;
    }

    @Override
    public @Nullable T find(String namespace, String name) {
        return objects.get(new ObjectKey(namespace, name));
    }

    @Override
    public List<T> list() {
        return List.copyOf(objects.values());
    }

    @Override
    public List<T> list(String namespace) {
        return byIndex(NAMESPACE, namespace);
    }

    @Override
    public void addIndex(String indexName, Function<T, Collection<String>> keys) {
        writing.lock();
        try {
            indexes.computeIfAbsent(indexName, _ -> {
                var index = new Index<>(keys);
                objects.forEach((key, object) -> index.change(key, null, object));
                return index;
            });
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<T> byIndex(String indexName, String key) {
        var index = indexes.get(indexName);
        if (index == null) {
            throw new IllegalArgumentException("Informer " + name + " has no index " + indexName);
        }
        return index.find(key);
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public void addListener(Listener<T> listener) {
        writing.lock();
        try {
            var present = list();
            var reached = revision;
            enqueue(() -> {
                present.forEach(object -> guarded(listener, l -> l.added(object)));
                guarded(listener, l -> l.reached(reached));
                listeners.add(listener);
            });
        } finally {
            writing.unlock();
        }
    }

    /** The feeder's: a complete list of its revision. What is missing from it is gone. */
    public void replace(List<T> all, long atRevision) {
        writing.lock();
        try {
            var gone = new HashSet<>(objects.keySet());
            for (var object : all) {
                gone.remove(ObjectKey.of(object));
                store(object);
            }
            gone.forEach(this::drop);
            reach(atRevision);
            synced.countDown();
        } finally {
            writing.unlock();
        }
    }

    /** The feeder's: the object was created or changed. */
    public void put(T object, long atRevision) {
        writing.lock();
        try {
            store(object);
            reach(atRevision);
        } finally {
            writing.unlock();
        }
    }

    /** The feeder's: the object was deleted. */
    public void remove(T object, long atRevision) {
        writing.lock();
        try {
            drop(ObjectKey.of(object), object);
            reach(atRevision);
        } finally {
            writing.unlock();
        }
    }

    /** The feeder's: nothing of this kind changed up to that revision. */
    public void bookmark(long atRevision) {
        writing.lock();
        try {
            reach(atRevision);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        notifier.interrupt();
    }

    private void store(T object) {
        var key = ObjectKey.of(object);
        var known = objects.get(key);
        if (known != null
                && !Objects.equals(
                        known.getMetadata().getUid(), object.getMetadata().getUid())) {
            drop(key, known);
        }
        var before = objects.get(key);
        if (before != null && sameRevision(before, object)) {
            return;
        }
        objects.put(key, object);
        indexes.values().forEach(index -> index.change(key, before, object));
        if (before == null) {
            tell(listener -> listener.added(object));
        } else {
            tell(listener -> listener.updated(before, object));
        }
    }

    private boolean sameRevision(T before, T after) {
        var revisionBefore = before.getMetadata().getResourceVersion();
        return revisionBefore != null
                && revisionBefore.equals(after.getMetadata().getResourceVersion());
    }

    private void drop(ObjectKey key) {
        var known = objects.get(key);
        if (known != null) {
            drop(key, known);
        }
    }

    private void drop(ObjectKey key, T last) {
        var before = objects.remove(key);
        if (before != null) {
            indexes.values().forEach(index -> index.change(key, before, null));
            tell(listener -> listener.deleted(last));
        }
    }

    private void reach(long atRevision) {
        revision = Math.max(revision, atRevision);
        tell(listener -> listener.reached(atRevision));
    }

    private void tell(Consumer<Listener<T>> call) {
        enqueue(() -> listeners.forEach(listener -> guarded(listener, call)));
    }

    /** Not given up when the caller is interrupted: listeners would never hear of it. */
    private void enqueue(Runnable notification) {
        var interrupted = false;
        try {
            while (!closed) {
                try {
                    if (notifications.offer(notification, LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void notifyListeners() {
        try {
            while (true) {
                notifications.take().run();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void guarded(Listener<T> listener, Consumer<Listener<T>> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            log.error(
                    "Listener failed informer={} listener={}",
                    name,
                    listener.getClass().getName(),
                    e);
        }
    }
}
