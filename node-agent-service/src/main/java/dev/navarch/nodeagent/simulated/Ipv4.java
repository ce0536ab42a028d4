package dev.navarch.nodeagent.simulated;

/** Addresses as numbers. */
final class Ipv4 {
    private Ipv4() {}

    static long parse(String text) {
        long address = 0;
        for (var part : text.split("\\.", -1)) address = address << 8 | Integer.parseInt(part);
        return address;
    }

    static String format(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
    }
}
