package dev.navarch.store.redis;

import java.util.concurrent.atomic.AtomicLong;

/** The newest revision that this session has heard of: whatever is sent now gets a higher one. */
final class RevisionSeen {
    private final AtomicLong revision;

    RevisionSeen(long revision) {
        this.revision = new AtomicLong(revision);
    }

    long revision() {
        return revision.get();
    }

    void observe(long newer) {
        revision.accumulateAndGet(newer, Math::max);
    }
}
