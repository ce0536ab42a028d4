package dev.navarch.apiserver.watchcache;

import dev.navarch.machinery.status.Status;

/** What a watcher gets to send. */
public sealed interface WatchItem {
    /** @param object what is sent; with DELETED what was there before */
    record Change(EventType type, CachedObject object, long revision, Encodings encodings) implements WatchItem {
        public byte[] frame(FrameEncoder encoder) {
            return encodings.get(encoder, type, object, revision);
        }

        int bytes() {
            return object.storedJson().length;
        }
    }

    /** All objects that were there at the start have been sent. */
    record InitialEventsEnd(long revision) implements WatchItem {}

    /** The last item: the watch cannot go on. */
    record Failed(Status status) implements WatchItem {}

    /** Where encodings of an event are found or made. */
    interface Encodings {
        byte[] get(FrameEncoder encoder, EventType type, CachedObject object, long resourceVersion);
    }
}
