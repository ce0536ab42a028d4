package dev.navarch.controller.job;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Completion indexes, written like {@code 0-2,5}. */
final class IndexSet {
    private final BitSet bits = new BitSet();

    static IndexSet parse(@Nullable String text) {
        var set = new IndexSet();
        if (text == null || text.isEmpty()) {
            return set;
        }
        for (var part : text.split(",", -1)) {
            var ends = part.split("-", -1);
            set.bits.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return set;
    }

    boolean add(int index) {
        var fresh = !bits.get(index);
        bits.set(index);
        return fresh;
    }

    boolean contains(int index) {
        return bits.get(index);
    }

    int count() {
        return bits.cardinality();
    }

    IntStream stream() {
        return bits.stream();
    }

    @Override
    public String toString() {
        var intervals = new ArrayList<String>();
        for (var from = bits.nextSetBit(0); from >= 0; ) {
            var end = bits.nextClearBit(from);
            intervals.add(end == from + 1 ? Integer.toString(from) : from + "-" + (end - 1));
            from = bits.nextSetBit(end);
        }
        return String.join(",", intervals);
    }
}
