package dev.navarch.nodeagent.image;

/** A registry, or a part of one, as logins name it: {@code host[:port][/path]}. */
final class RegistryPlace {
    private static final String DEFAULT_REGISTRY = "docker.io";

    private RegistryPlace() {}

    /** Without scheme, version of the protocol and trailing slash. */
    static String of(String key) {
        var plain =
                key.replaceFirst("^https?://", "").replaceFirst("/v[12]/?$", "").replaceFirst("/$", "");
        return plain.equals("index.docker.io") ? DEFAULT_REGISTRY : plain;
    }

    /** Hosts are compared label by label, where {@code *} stands for any one of them; paths by their beginning. */
    static boolean holds(String place, String image) {
        var wanted = place.split("/", 2);
        var given = full(image).split("/", 2);
        return hostMatches(wanted[0], given[0]) && (wanted.length == 1 || startsWithPath(given[1], wanted[1]));
    }

    private static boolean startsWithPath(String path, String beginning) {
        return path.startsWith(beginning)
                && (path.length() == beginning.length() || "/:@".indexOf(path.charAt(beginning.length())) >= 0);
    }

    private static boolean hostMatches(String wanted, String given) {
        var pattern = wanted.split("\\.");
        var labels = given.split("\\.");
        if (pattern.length != labels.length) return false;
        for (var i = 0; i < labels.length; i++) {
            if (!pattern[i].equals("*") && !pattern[i].equals(labels[i])) return false;
        }
        return true;
    }

    /** A name without a host is the default registry's. */
    private static String full(String image) {
        var slash = image.indexOf('/');
        var first = slash < 0 ? "" : image.substring(0, slash);
        var hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (hasHost) return image;
        return DEFAULT_REGISTRY + "/" + (slash < 0 ? "library/" : "") + image;
    }
}
