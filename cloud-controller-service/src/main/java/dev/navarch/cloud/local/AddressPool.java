package dev.navarch.cloud.local;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IPv4 addresses to give away, in order. */
record AddressPool(List<Range> ranges) {
    /** Both ends belong to it. */
    record Range(long first, long last) {}

    AddressPool {
        ranges = List.copyOf(ranges);
    }

    /** @param parts each {@code first-last} or one address */
    static AddressPool parse(List<String> parts) {
        var ranges = new ArrayList<Range>();
        for (var part : parts) {
            var ends = part.split("-", 2);
            var range = new Range(number(ends[0].strip()), number(ends[ends.length - 1].strip()));
            if (range.first > range.last) {
                throw new IllegalArgumentException("A range of addresses begins with its lowest, found " + part);
            }
            ranges.add(range);
        }
        return new AddressPool(ranges);
    }

    boolean contains(String address) {
        try {
            var number = number(address);
            return ranges.stream().anyMatch(range -> range.first <= number && number <= range.last);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    @Nullable
    String firstExcept(Collection<String> used) {
        for (var range : ranges) {
            for (var number = range.first; number <= range.last; number++) {
                var address = text(number);
                if (!used.contains(address)) return address;
            }
        }
        return null;
    }

    private static long number(String address) {
        var bytes = InetAddress.ofLiteral(address).getAddress();
        if (bytes.length != 4) throw new IllegalArgumentException("Not an IPv4 address: " + address);
        return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
    }

    private static String text(long number) {
        return (number >> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
