package dev.navarch.bench.api;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the ADDED events of a watch as its bytes come by, wherever they are cut. One thread feeds it, any may ask. */
public final class AddedEvents {
    private static final byte[] START = "{\"type\":\"ADDED\"".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong count = new AtomicLong();
    private int column;
    private boolean same = true;

    void feed(ByteBuf part) {
        part.forEachByte(value -> {
            next(value);
            return true;
        });
    }

    public long count() {
        return count.get();
    }

    private void next(byte value) {
        if (value == '\n') {
            column = 0;
            same = true;
            return;
        }
        if (column < START.length) same &= START[column] == value;
        if (++column == START.length && same) count.incrementAndGet();
    }
}
