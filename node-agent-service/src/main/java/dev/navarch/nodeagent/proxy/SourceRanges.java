package dev.navarch.nodeagent.proxy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks in the form that nftables takes: IPv4, none of them inside another. */
final class SourceRanges {
    private static final List<String> NOBODY = List.of("255.255.255.255/32");

    private SourceRanges() {}

    /** @param bits of the prefix, from the left */
    private record Network(long base, int bits) {
        static Network parse(String cidr) {
            var slash = cidr.indexOf('/');
            var bytes = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
            var bits = Integer.parseInt(cidr.substring(slash + 1));
            var address = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
            return new Network(address & mask(bits), bits);
        }

        boolean holds(Network other) {
            return bits <= other.bits && (other.base & mask(bits)) == base;
        }

        private static long mask(int bits) {
            return 0xffff_ffffL << (32 - bits) & 0xffff_ffffL;
        }

        @Override
        public String toString() {
            return (base >> 24) + "." + (base >> 16 & 255) + "." + (base >> 8 & 255) + "." + (base & 255) + "/" + bits;
        }
    }

    /** @return none where everybody may come */
    static List<String> of(@Nullable List<String> cidrs) {
        if (cidrs == null || cidrs.isEmpty()) return List.of();
        var networks = cidrs.stream()
                .map(String::strip)
                .filter(cidr -> cidr.contains(".") && cidr.contains("/"))
                .map(Network::parse)
                .distinct()
                .sorted(Comparator.comparingLong(Network::base).thenComparingInt(Network::bits))
                .toList();
        if (networks.isEmpty()) return NOBODY;
        return networks.stream()
                .filter(network -> networks.stream().noneMatch(other -> !other.equals(network) && other.holds(network)))
                .map(Network::toString)
                .toList();
    }
}
