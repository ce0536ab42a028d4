package dev.navarch.dns.server;

import org.jspecify.annotations.Nullable;

/** Where questions go that nobody here can answer. */
public interface Upstream {
    /**
     * Sends a query as it is and waits for its answer, which carries the query's id. Null when nobody answers in time, or when too
     * many are waiting already.
     */
    byte @Nullable [] exchange(byte[] query, boolean tcp);
}
