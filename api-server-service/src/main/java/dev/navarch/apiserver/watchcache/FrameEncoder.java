package dev.navarch.apiserver.watchcache;

/**
 * Writes an event as it goes over the wire. Equal encoders write equal bytes: their watchers share one encoding.
 */
public interface FrameEncoder {
    byte[] encode(EventType type, CachedObject object, long resourceVersion);
}
