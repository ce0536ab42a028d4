package dev.navarch.standalone.cluster;

import dev.navarch.standalone.command.UserError;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of IPv4 addresses such as 10.244.0.0/16. */
public record AddressRange(int address, int prefix) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})/(\\d{1,2})");
    private static final int WIDEST = 8;

    /** @throws UserError that names the option, for what is no network of /8 to {@code /longest} */
    public static AddressRange parse(String option, String text, int longest) {
        var matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            var bytes = Arrays.stream(matcher.group(1).split("\\."))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            var prefix = Integer.parseInt(matcher.group(2));
            var valid = Arrays.stream(bytes).allMatch(value -> value < 256) && prefix >= WIDEST && prefix <= longest;
            var address = Arrays.stream(bytes).reduce(0, (all, value) -> all << 8 | value);
            if (valid && (address & ~mask(prefix)) == 0) return new AddressRange(address, prefix);
        }
        throw new UserError(option + " " + text + ": use an IPv4 range such as 10.244.0.0/16, of /" + WIDEST + " to /"
                + longest + ", that begins at its first address");
    }

    public boolean overlaps(AddressRange other) {
        var common = mask(Math.min(prefix, other.prefix));
        return (address & common) == (other.address & common);
    }

    /** How many ranges of that prefix fit into this one. */
    public int subnets(int longerPrefix) {
        return 1 << (longerPrefix - prefix);
    }

    private static int mask(int prefix) {
        return -1 << (32 - prefix);
    }

    @Override
    public String toString() {
        return "%d.%d.%d.%d/%d"
                .formatted(address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255, prefix);
    }
}
