package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.EventType;
import dev.navarch.apiserver.watchcache.FrameEncoder;
import dev.navarch.machinery.codec.ProtobufCodec;
import dev.navarch.machinery.name.GroupVersionKind;

/** Whole objects as protobuf, straight from the stored bytes. */
record ProtobufFrames(ProtobufCodec protobuf, GroupVersionKind kind) implements FrameEncoder {
    @Override
    public byte[] encode(EventType type, CachedObject object, long resourceVersion) {
        return protobuf.encodeWatchFrame(type.name(), kind, object.json(resourceVersion));
    }
}
