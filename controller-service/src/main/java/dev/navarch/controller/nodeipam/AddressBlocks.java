package dev.navarch.controller.nodeipam;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A network cut into blocks of equal size: /24 of IPv4, /64 of IPv6. */
final class AddressBlocks {
    private static final int MOST_BITS = 16;

    private final byte[] network;
    private final int prefix;
    private final int blockPrefix;

    AddressBlocks(String cidr) {
        var slash = cidr.indexOf('/');
        this.network = parse(cidr.substring(0, slash)).getAddress();
        this.prefix = Integer.parseInt(cidr.substring(slash + 1));
        this.blockPrefix = Math.max(prefix, network.length == 4 ? 24 : 64);
    }

    int count() {
        return 1 << Math.min(MOST_BITS, blockPrefix - prefix);
    }

    String block(int index) {
        var address = network.clone();
        for (var bit = 0; bit < MOST_BITS; bit++) {
            if (((index >> bit) & 1) == 1) {
                var position = blockPrefix - 1 - bit;
                address[position / 8] |= (byte) (0x80 >> (position % 8));
            }
        }
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + blockPrefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The index of that block; -1 for what is none of these. */
    int indexOf(String cidr) {
        var slash = cidr.indexOf('/');
        if (slash < 0 || !cidr.substring(slash + 1).equals(Integer.toString(blockPrefix))) {
            return -1;
        }
        var address = parse(cidr.substring(0, slash)).getAddress();
        var index = 0;
        for (var position = prefix; position < blockPrefix && address.length == network.length; position++) {
            index = (index << 1) | ((address[position / 8] >> (7 - position % 8)) & 1);
        }
        return index < count() && block(index).equals(cidr) ? index : -1;
    }

    private static InetAddress parse(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a network of the form 10.244.0.0/16: " + address, e);
        }
    }
}
