package dev.navarch.store;

/** A stored value and the revision of the write that made it. The array is shared: nobody changes it. */
@SuppressWarnings("ArrayRecordComponent")
public record Versioned(StoreKey key, byte[] value, long revision) {}
