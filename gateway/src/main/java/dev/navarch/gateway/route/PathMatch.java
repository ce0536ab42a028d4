package dev.navarch.gateway.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A path of a rule. A prefix is compared element by element: {@code /a} leads {@code /a/b} here but not {@code /ab}, and a
 * slash at its end says nothing.
 *
 * @param exact whether the whole path must be the same
 */
public record PathMatch(String path, boolean exact, List<String> elements) {
    public PathMatch {
        elements = List.copyOf(elements);
    }

    public static PathMatch exact(String path) {
        return new PathMatch(path, true, List.of());
    }

    public static PathMatch prefix(String path) {
        return new PathMatch(path, false, elements(path));
    }

    boolean matches(Request request) {
        if (exact) return path.equals(request.path());
        return elements.size() <= request.elements().size()
                && elements.equals(request.elements().subList(0, elements.size()));
    }

    /** Longer paths go first; of two as long the exact one. */
    int length() {
        return exact
                ? path.length()
                : elements.stream().mapToInt(element -> element.length() + 1).sum();
    }

    private static List<String> elements(String path) {
        return Arrays.stream(path.split("/"))
                .filter(element -> !element.isEmpty())
                .toList();
    }

    /** The path of a request, taken apart once for all rules. */
    record Request(String path, List<String> elements) {
        /** @param rawPath as on the wire, percent-encoded */
        static Request of(String rawPath) {
            var path = rawPath.indexOf('%') < 0 ? rawPath : decode(rawPath);
            return new Request(path, PathMatch.elements(path));
        }

        /** A plus sign is itself in a path. */
        private static String decode(String rawPath) {
            try {
                return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return rawPath;
            }
        }
    }
}
