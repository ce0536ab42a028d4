package dev.navarch.apiserver.watchcache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The encodings of one event, made when first wanted and kept only as long as a watcher still has to send them. */
final class SharedFrames {
    private final ConcurrentHashMap<Key, byte[]> frames = new ConcurrentHashMap<>(2);
    private final LongAdder encodings;

    private record Key(FrameEncoder encoder, EventType type) {}

    SharedFrames(LongAdder encodings) {
        this.encodings = encodings;
    }

    byte[] get(FrameEncoder encoder, EventType type, CachedObject object, long resourceVersion) {
        return frames.computeIfAbsent(new Key(encoder, type), key -> {
            encodings.increment();
            return encoder.encode(type, object, resourceVersion);
        });
    }
}
