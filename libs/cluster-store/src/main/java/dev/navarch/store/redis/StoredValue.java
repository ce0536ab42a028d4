package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import java.util.Arrays;

/** A hash field's content: 16 digits of revision, then the value. */
final class StoredValue {
    private static final int REVISION_DIGITS = 16;

    private StoredValue() {}

    static Versioned decode(StoreKey key, byte[] stored) {
        var revision = Long.parseLong(new String(stored, 0, REVISION_DIGITS, US_ASCII));
        return new Versioned(key, Arrays.copyOfRange(stored, REVISION_DIGITS, stored.length), revision);
    }
}
