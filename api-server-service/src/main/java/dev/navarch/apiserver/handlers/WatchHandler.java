package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.handlers.Negotiation.Answers;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.table.Tables.RowObject;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.apiserver.watchcache.Watcher;
import dev.navarch.machinery.codec.MediaType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Begins watches; {@link WatchStream} runs them. */
public final class WatchHandler {
    /** Events that may wait for a slow client. */
    private static final long MIN_TIMEOUT_SECONDS = 1800;

    private final WatchCaches caches;
    private final Registry registry;
    private final ObjectResponses responses;
    private final Executor executor;
    private final ScheduledExecutorService timer;

    public WatchHandler(
            WatchCaches caches,
            Registry registry,
            ObjectResponses responses,
            Executor executor,
            ScheduledExecutorService timer) {
        this.caches = caches;
        this.registry = registry;
        this.responses = responses;
        this.executor = executor;
        this.timer = timer;
    }

    public ApiResponse handle(ApiRequest request, ServedResource resource) {
        var options = ListOptions.of(request, true);
        // A watch's events are objects, whatever the list is: as=PartialObjectMetadata asks for each of them.
        var form = responses.form(request, resource, Answers.OBJECT);
        var info = request.info();
        var selection = Selection.of(resource, info.namespace(), options);
        if (!info.name().isEmpty() && options.fields().terms().isEmpty())
            selection = new Selection(
                    new dev.navarch.apiserver.watchcache.KindCache.Scope(
                            info.namespace(), resource.key(info.namespace(), info.name()), java.util.Map.of()),
                    selection.labels(),
                    new dev.navarch.machinery.selector.FieldSelector(java.util.List.of(
                            new dev.navarch.machinery.selector.FieldSelector.Term(Selection.NAME, true, info.name()))));
        var frames = new WatchFrames(responses, resource, form, RowObject.of(request.parameter("includeObject")));
        var stream = new WatchStream(
                opening(resource, selection, options),
                frames,
                caches.applied()::get,
                options.bookmarks(),
                timeout(options),
                executor,
                timer);
        var type = form.media() == MediaType.PROTOBUF
                ? "application/vnd.kubernetes.protobuf;stream=watch"
                : form.media().text();
        return new ApiResponse.Stream(200, type, stream);
    }

    /** Waits for the revision now, on the request's thread; registers the watch later, when the wire is ready. */
    private Function<Runnable, Watcher> opening(ServedResource resource, Selection selection, ListOptions options) {
        var cache = registry.cache(resource);
        var asked = ResourceVersions.parse(options.resourceVersion());
        if (options.sendInitialEvents()) {
            if (asked == 0 && options.resourceVersion().isEmpty()) caches.awaitNewest();
            else if (asked > 0) caches.awaitRevision(asked);
            return ready -> cache.watchAll(selection.scope(), selection, Watcher.Limit.DEFAULT, true, ready);
        }
        if (options.resourceVersion().isEmpty()) caches.awaitNewest();
        if (asked == 0)
            return ready -> cache.watchAll(selection.scope(), selection, Watcher.Limit.DEFAULT, false, ready);
        caches.awaitRevision(asked);
        return ready -> cache.watchAfter(asked, selection.scope(), selection, Watcher.Limit.DEFAULT, ready);
    }

    private static Duration timeout(ListOptions options) {
        var asked = options.timeoutSeconds();
        if (asked != null && asked > 0) return Duration.ofSeconds(asked);
        return Duration.ofSeconds(ThreadLocalRandom.current().nextLong(MIN_TIMEOUT_SECONDS, 2 * MIN_TIMEOUT_SECONDS));
    }
}
