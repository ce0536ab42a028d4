package dev.navarch.cloud.routes;

import java.net.InetAddress;
import java.util.Arrays;

/** The range that all pods' addresses are of. */
record PodNetwork(InetAddress base, int prefix) {
    static PodNetwork parse(String cidr) {
        var slash = cidr.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("Not a network of the form 10.244.0.0/16: " + cidr);
        return new PodNetwork(
                InetAddress.ofLiteral(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)));
    }

    boolean contains(String cidr) {
        var other = parse(cidr);
        return other.prefix >= prefix
                && other.base.getAddress().length == base.getAddress().length
                && Arrays.equals(other.masked(prefix), masked(prefix));
    }

    private byte[] masked(int bits) {
        var bytes = base.getAddress();
        for (var bit = bits; bit < bytes.length * 8; bit++) bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        return bytes;
    }
}
