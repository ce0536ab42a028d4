package dev.navarch.store;

/** One entry of the log, in revision order. */
public sealed interface StoreEvent {
    long revision();

    /** @param previousRevision the revision this write replaced, 0 for a new key */
    record Put(Versioned entry, long previousRevision) implements StoreEvent {
        @Override
        public long revision() {
            return entry.revision();
        }
    }

    record Deleted(StoreKey key, long revision, long previousRevision) implements StoreEvent {}

    /**
     * The store restarted or failed over. Caches of the epoch before are void and their watchers get 410.
     *
     * @param previousRevision the last revision of the epoch before, as this store knows it
     */
    record EpochStarted(String epoch, long revision, long previousRevision) implements StoreEvent {}
}
