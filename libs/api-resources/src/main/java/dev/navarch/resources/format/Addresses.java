package dev.navarch.resources.format;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of IP addresses and address ranges. */
public final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]+(\\d{1,3}(\\.\\d{1,3}){3})?");

    private Addresses() {}

    public static List<String> ip(String text) {
        return parse(text) == null
                ? List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")
                : List.of();
    }

    public static List<String> cidr(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? null : parse(text.substring(0, slash));
        var bits = slash < 0 ? "" : text.substring(slash + 1);
        var valid = address != null
                && bits.matches("\\d{1,3}")
                && Integer.parseInt(bits) <= address.getAddress().length * 8;
        return valid ? List.of() : List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }

    /** Addresses that no endpoint outside of one machine can have. */
    public static List<String> notSpecial(String text) {
        var address = parse(text);
        if (address == null) return List.of();
        var problems = new ArrayList<String>();
        if (address.isAnyLocalAddress()) problems.add("may not be unspecified (0.0.0.0)".replace("0.0.0.0", text));
        if (address.isLoopbackAddress()) problems.add("may not be in the loopback range (127.0.0.0/8, ::1/128)");
        if (address.isLinkLocalAddress())
            problems.add("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        if (isLinkLocalMulticast(address))
            problems.add("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        return problems;
    }

    public static boolean isIp(String text) {
        return parse(text) != null;
    }

    public static boolean isIpv6(String text) {
        return isIp(text) && text.contains(":");
    }

    /** Never asks a name server. */
    public static @Nullable InetAddress parse(String text) {
        var ipv4 = IPV4.matcher(text);
        if (ipv4.matches()) {
            for (int part = 1; part <= 4; part++) if (Integer.parseInt(ipv4.group(part)) > 255) return null;
        } else if (!text.contains(":") || !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    private static boolean isLinkLocalMulticast(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 4
                ? (bytes[0] & 0xff) == 224 && bytes[1] == 0 && bytes[2] == 0
                : (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xf) == 2;
    }
}
