package dev.navarch.gateway.route;

import java.util.List;
import java.util.Locale;

/** Host names as rules and certificates give them: a name counts before a wildcard, which stands for exactly one label. */
final class HostNames {
    private HostNames() {}

    /** The names that a value for this host may stand under, the one that counts most first. */
    static List<String> lookups(String host) {
        var dot = host.indexOf('.');
        return dot <= 0 ? List.of(host) : List.of(host, "*" + host.substring(dot));
    }

    /** @param authority as in a Host header */
    static String ofAuthority(String authority) {
        var bracket = authority.lastIndexOf(']');
        var colon = authority.indexOf(':', Math.max(bracket, 0));
        return canonical(colon < 0 ? authority : authority.substring(0, colon));
    }

    static String canonical(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
