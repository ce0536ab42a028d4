package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.EventType;
import dev.navarch.apiserver.watchcache.FrameEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The common case: the stored bytes between a few of our own. */
record JsonFrames() implements FrameEncoder {
    private static final Map<EventType, byte[]> HEADS = new EnumMap<>(EventType.class);
    private static final byte[] TAIL = "}\n".getBytes(StandardCharsets.ISO_8859_1);

    static {
        for (var type : EventType.values())
            HEADS.put(type, ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public byte[] encode(EventType type, CachedObject object, long resourceVersion) {
        return wrap(type, object.json(resourceVersion));
    }

    static byte[] wrap(EventType type, byte[] object) {
        var head = HEADS.get(type);
        if (head == null) throw new IllegalArgumentException(type.toString());
        var length = object[object.length - 1] == '\n' ? object.length - 1 : object.length;
        var frame = new byte[head.length + length + TAIL.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(object, 0, frame, head.length, length);
        System.arraycopy(TAIL, 0, frame, head.length + length, TAIL.length);
        return frame;
    }
}
