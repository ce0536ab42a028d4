package dev.navarch.client.memory;

import com.google.gson.JsonObject;
import dev.navarch.client.ServedResource;
import dev.navarch.client.informer.CachedInformer;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** One watch: carries events to an informer, in order, late by the cluster's delay. */
final class Feed<T extends KubernetesObject> {
    /** Tests do not reach it; beyond, a write fails. */
    private static final int EVENTS = 1_000_000;

    private final ServedResource resource;
    private final ObjectSelector selector;
    private final Class<T> type;
    private final CachedInformer<T> informer;
    private final WatchPace pace;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>(EVENTS);
    private final Thread carrier;

    private record Event(@Nullable JsonObject before, JsonObject after, boolean deleted, long revision, long due) {}

    Feed(ServedResource resource, ObjectSelector selector, Class<T> type, CachedInformer<T> informer, WatchPace pace) {
        this.resource = resource;
        this.selector = selector;
        this.type = type;
        this.informer = informer;
        this.pace = pace;
        this.carrier = Thread.ofVirtual().name("feed-" + resource.plural()).unstarted(this::carry);
    }

    void start(List<JsonObject> present, long revision) {
        informer.replace(
                present.stream().filter(selector::matches).map(this::model).toList(), revision);
        carrier.start();
    }

    boolean watches(ServedResource changed) {
        return changed.groupResource().equals(resource.groupResource());
    }

    void changed(@Nullable JsonObject before, JsonObject after, boolean deleted, long revision) {
        events.add(new Event(
                before,
                after,
                deleted,
                revision,
                System.nanoTime() + pace.delay().toNanos()));
    }

    void close() {
        carrier.interrupt();
        informer.close();
    }

    private void carry() {
        try {
            while (true) {
                var event = events.take();
                var early = Duration.ofNanos(event.due() - System.nanoTime());
                if (early.isPositive()) {
                    Thread.sleep(early);
                }
                pace.awaitOpen();
                deliver(event);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void deliver(Event event) {
        var was = event.before() != null && selector.matches(event.before());
        var is = !event.deleted() && selector.matches(event.after());
        if (is) {
            informer.put(model(event.after()), event.revision());
        } else if (was) {
            informer.remove(model(event.after()), event.revision());
        } else {
            informer.bookmark(event.revision());
        }
    }

    private T model(JsonObject tree) {
        var object = ModelJson.withoutManagedFields().fromJson(tree, type);
        object.getMetadata().setManagedFields(null);
        return object;
    }
}
