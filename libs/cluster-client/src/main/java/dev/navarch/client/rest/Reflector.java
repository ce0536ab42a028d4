package dev.navarch.client.rest;

import com.google.gson.Gson;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.InformerScope;
import dev.navarch.client.ServedResource;
import dev.navarch.client.informer.CachedInformer;
import dev.navarch.client.json.ModelJson;
import dev.navarch.client.rest.WatchStream.Event;
import io.kubernetes.client.common.KubernetesObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an informer's copy: lists, then watches from that revision, watches again where a watch ended, lists anew when the server
 * has forgotten the revision. One thread of its own; failures are waited out, longer each time.
 */
final class Reflector<T extends KubernetesObject> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reflector.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final String PAGE = "500";
    private static final int GONE = 410;

    private final RestTransport transport;
    private final ServedResource resource;
    private final InformerScope scope;
    private final Class<T> type;
    private final boolean metadataOnly;
    private final CachedInformer<T> informer;
    private final Gson gson = ModelJson.withoutManagedFields();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable WatchStream<T> open;
    private String revision = "";
    private boolean anyRevisionWillDo = true;
    private int failures;

    Reflector(
            RestTransport transport,
            ServedResource resource,
            InformerScope scope,
            Class<T> type,
            boolean metadataOnly,
            CachedInformer<T> informer) {
        this.transport = transport;
        this.resource = resource;
        this.scope = scope;
        this.type = type;
        this.metadataOnly = metadataOnly;
        this.informer = informer;
        this.thread = Thread.ofVirtual().name("reflector-" + resource.plural()).unstarted(this::keepUp);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        var stream = open;
        if (stream != null) {
            stream.cancel();
        }
        thread.interrupt();
        informer.close();
    }

    private void keepUp() {
        while (!closed) {
            try {
                if (revision.isEmpty()) {
                    list();
                }
                watch();
            } catch (ApiFailure e) {
                failed(e.code(), e);
            } catch (IOException e) {
                failed(0, e);
            } catch (RuntimeException e) {
                log.error("Watch broken resource={}", resource.groupResource(), e);
                revision = "";
                pause();
            }
        }
    }

    /** The first list may come from any server's cache; one after a loss must be of the newest revision. */
    private void list() {
        var items = new ArrayList<T>();
        var reader = new ListReader<>(gson, type);
        var next = "";
        var listed = "";
        do {
            var query = selection();
            query.put("limit", PAGE);
            query.put("continue", next);
            if (anyRevisionWillDo && next.isEmpty()) {
                query.put("resourceVersion", "0");
            }
            var page = transport.read(
                    resource.path(scope.namespace()),
                    query,
                    metadataOnly ? RestTransport.METADATA_LIST : RestTransport.JSON,
                    reader::read);
            items.addAll(page.items());
            next = page.next();
            listed = page.resourceVersion();
        } while (!next.isEmpty());
        items.forEach(item -> item.getMetadata().setManagedFields(null));
        informer.replace(items, number(listed));
        revision = listed;
        anyRevisionWillDo = false;
        failures = 0;
        log.debug("Listed resource={} items={} revision={}", resource.groupResource(), items.size(), listed);
    }

    private void watch() throws IOException {
        var query = selection();
        query.put("watch", "true");
        query.put("allowWatchBookmarks", "true");
        query.put("resourceVersion", revision);
        var longest = WatchStream.LONGEST.toSeconds();
        query.put("timeoutSeconds", Long.toString(ThreadLocalRandom.current().nextLong(longest / 2, longest)));
        var accept = metadataOnly ? RestTransport.METADATA : RestTransport.JSON;
        try (var stream = WatchStream.open(transport, resource.path(scope.namespace()), query, accept, gson, type)) {
            open = stream;
            for (var event = stream.next(); event != null && !closed; event = stream.next()) {
                apply(event);
            }
        } finally {
            open = null;
        }
        if (!closed && ++failures > 1) {
            pause();
        }
    }

    private void apply(Event<T> event) {
        switch (event) {
            case Event.Changed<T>(var object) -> informer.put(object, reached(object));
            case Event.Deleted<T>(var object) -> informer.remove(object, reached(object));
            case Event.Bookmark<T>(var object) -> informer.bookmark(reached(object));
            case Event.Failed<T>(var failure) -> throw failure;
        }
        failures = 0;
    }

    private long reached(T object) {
        revision = String.valueOf(object.getMetadata().getResourceVersion());
        return number(revision);
    }

    private void failed(int code, Exception cause) {
        if (closed) {
            return;
        }
        if (code == GONE) {
            revision = "";
            if (failures == 0) {
                failures = 1;
                return;
            }
        }
        failures++;
        if (failures == 2 && code != GONE) {
            log.warn("Watch lost resource={} cause={}", resource.groupResource(), cause.toString());
        }
        pause();
    }

    private void pause() {
        var step = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(step / 2, step));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private Map<String, String> selection() {
        var query = new HashMap<String, String>();
        query.put("labelSelector", scope.labelSelector());
        query.put("fieldSelector", scope.fieldSelector());
        return query;
    }

    private static long number(String revision) {
        return revision.isEmpty() ? 0 : Long.parseLong(revision);
    }
}
