package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.table.Tables.RowObject;
import dev.navarch.apiserver.watchcache.EventType;
import dev.navarch.apiserver.watchcache.FrameEncoder;
import dev.navarch.apiserver.watchcache.WatchItem;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.status.Status;
import org.jspecify.annotations.Nullable;

/** Turns one watch's items into bytes. Not thread-safe: one watch's own. */
final class WatchFrames {
    private final ServedResource resource;
    private final @Nullable FrameEncoder stored;
    private TreeFrames frames;

    WatchFrames(ObjectResponses responses, ServedResource resource, Form form, RowObject rowObject) {
        this.resource = resource;
        this.stored = resource.servesStoredBytes() ? ofStoredBytes(responses, resource, form) : null;
        this.frames = new TreeFrames(responses, resource, form, rowObject, true);
    }

    private static @Nullable FrameEncoder ofStoredBytes(ObjectResponses responses, ServedResource resource, Form form) {
        if (form.isPlainJson()) return new JsonFrames();
        return form.media() == MediaType.PROTOBUF && form.shape() == Form.Shape.OBJECT
                ? new ProtobufFrames(responses.protobuf(), resource.kind())
                : null;
    }

    byte[] frame(WatchItem item) {
        return switch (item) {
            case WatchItem.Change change -> {
                var frame = change.frame(stored != null ? stored : frames);
                if (frames.withColumns()) frames = frames.withoutColumns();
                yield frame;
            }
            case WatchItem.InitialEventsEnd end -> bookmark(end.revision(), true);
            case WatchItem.Failed failed -> error(failed.status());
        };
    }

    byte[] bookmark(long revision, boolean initialEventsEnd) {
        var object = Json.object();
        object.put("kind", resource.kind().kind())
                .put("apiVersion", resource.kind().groupVersion().toString());
        var metadata = object.putObject("metadata");
        metadata.put("resourceVersion", Long.toString(revision));
        if (initialEventsEnd) metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        return frames.encode(EventType.BOOKMARK, frames.shaped(object));
    }

    byte[] error(Status status) {
        return frames.encode(EventType.ERROR, StatusObjects.failure(status));
    }
}
