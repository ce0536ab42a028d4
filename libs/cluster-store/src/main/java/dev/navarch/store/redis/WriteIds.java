package dev.navarch.store.redis;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no other write, of this process or another, has. */
final class WriteIds {
    private final String prefix;
    private final AtomicLong next = new AtomicLong();

    WriteIds() {
        var random = new byte[9];
        new SecureRandom().nextBytes(random);
        prefix = Base64.getUrlEncoder().encodeToString(random) + "-";
    }

    String next() {
        return prefix + Long.toString(next.getAndIncrement(), Character.MAX_RADIX);
    }
}
