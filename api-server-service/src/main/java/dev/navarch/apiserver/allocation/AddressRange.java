package dev.navarch.apiserver.allocation;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * IPv4 addresses in CIDR notation. The first and the last are never given out; the lowest part is kept for addresses that clients
 * ask for by name and is used for others only when the rest is full.
 *
 * @param base the first address, as a number
 * @param prefix how many bits are fixed
 */
public record AddressRange(int base, int prefix) {
    private static final int BITS = 32;
    private static final int RESERVED_MIN = 16;
    private static final int RESERVED_MAX = 256;
    private static final int RESERVED_SHARE = 16;

    /** @throws IllegalArgumentException */
    public static AddressRange parse(String cidr) {
        var slash = cidr.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("Not a range of addresses, such as 10.96.0.0/16: " + cidr);
        var prefix = Integer.parseInt(cidr.substring(slash + 1));
        if (prefix < 8 || prefix > 30) throw new IllegalArgumentException("Wanted a prefix of 8 to 30 bits: " + cidr);
        return new AddressRange(number(cidr.substring(0, slash)) & -1 << (BITS - prefix), prefix);
    }

    /** How many may be given out. */
    public int size() {
        return (1 << (BITS - prefix)) - 2;
    }

    /** @param index from 1 to {@link #size()} */
    public String address(int index) {
        var number = base + index;
        return (number >>> 24) + "." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }

    public boolean contains(String address) {
        try {
            var index = number(address) - base;
            return index >= 1 && index <= size();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** How many of the lowest are kept for those who ask by name. */
    int reserved() {
        var share = Math.min(RESERVED_MAX, Math.max(RESERVED_MIN, (size() + 2) / RESERVED_SHARE));
        return size() > RESERVED_MIN ? share : 0;
    }

    private static int number(String address) {
        if (!address.matches("[0-9.]+")) throw new IllegalArgumentException("Not an IPv4 address: " + address);
        try {
            var number = 0;
            for (var octet : InetAddress.getByName(address).getAddress()) number = (number << 8) | (octet & 255);
            return number;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an IPv4 address: " + address, e);
        }
    }

    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}
