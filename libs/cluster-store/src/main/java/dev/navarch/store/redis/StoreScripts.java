package dev.navarch.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The texts of the scripts; Redis forgets them at every restart, so each session loads them anew. */
@SuppressWarnings("ArrayRecordComponent")
record StoreScripts(byte[] write, byte[] sweep, byte[] handshake, byte[] replicas) {
    static final String STATE = "m";
    static final String LOG = "ev";
    static final String DEADLINES = "ttl";

    static StoreScripts load() {
        return new StoreScripts(read("write.lua"), read("sweep.lua"), read("handshake.lua"), read("replicas.lua"));
    }

    private static byte[] read(String name) {
        try (var in = Objects.requireNonNull(StoreScripts.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
