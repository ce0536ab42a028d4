package dev.navarch.apiserver.proxy;

import dev.navarch.machinery.status.StatusException;
import java.util.Set;

/** {@code [scheme:]name[:port]}, as it stands in the URL. What is left out is empty. */
record ProxyName(String scheme, String name, String port) {
    private static final Set<String> SCHEMES = Set.of("", "http", "https");

    /** @param kind for the refusal: pod, service or node */
    static ProxyName parse(String text, String kind) {
        var parts = text.split(":", -1);
        var name = switch (parts.length) {
            case 1 -> new ProxyName("", parts[0], "");
            case 2 -> new ProxyName("", parts[0], parts[1]);
            case 3 -> new ProxyName(parts[0], parts[1], parts[2]);
            default -> new ProxyName("", "", "");
        };
        if (name.name.isEmpty() || !SCHEMES.contains(name.scheme))
            throw StatusException.badRequest("invalid " + kind + " request \"" + text + "\"");
        return name;
    }

    boolean secure() {
        return scheme.equals("https");
    }
}
