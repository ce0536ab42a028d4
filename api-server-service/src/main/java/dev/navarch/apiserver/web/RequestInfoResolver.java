package dev.navarch.apiserver.web;

import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.machinery.selector.FieldSelector;
import dev.navarch.machinery.selector.SelectorException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads paths: {@code /api/v1/namespaces/a/pods/b/log} and its kin. */
final class RequestInfoResolver {
    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    private RequestInfoResolver() {}

    /** @param path decoded, without query */
    static RequestInfo resolve(String method, String path, Map<String, List<String>> query) {
        var parts = List.of(strip(path).split("/"));
        var core = parts.getFirst().equals("api");
        var prefix = core ? 2 : 3;
        if ((!core && !parts.getFirst().equals("apis")) || parts.size() <= prefix)
            return new RequestInfo(false, method.toLowerCase(Locale.ROOT), "", "", "", "", "", "", path);
        var group = core ? "" : parts.get(1);
        var version = parts.get(prefix - 1);
        var rest = parts.subList(prefix, parts.size());
        var verb = verb(method);
        var watchPath = rest.getFirst().equals("watch") && rest.size() > 1;
        if (watchPath) rest = rest.subList(1, rest.size());
        var namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) rest = rest.subList(2, rest.size());
        }
        var resource = rest.getFirst();
        var name = rest.size() > 1 ? rest.get(1) : "";
        var subresource = rest.size() > 2 ? rest.get(2) : "";
        if (watchPath) verb = "watch";
        else if (name.isEmpty()) verb = collectionVerb(verb, query);
        if (name.isEmpty() && (verb.equals("list") || verb.equals("watch"))) name = selectedName(query);
        return new RequestInfo(true, verb, group, version, namespace, resource, subresource, name, path);
    }

    private static String strip(String path) {
        var start = path.startsWith("/") ? 1 : 0;
        var end = path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length();
        return path.substring(Math.min(start, end), end);
    }

    private static String verb(String method) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "get";
        };
    }

    private static String collectionVerb(String verb, Map<String, List<String>> query) {
        return switch (verb) {
            case "get" -> watches(query) ? "watch" : "list";
            case "delete" -> "deletecollection";
            default -> verb;
        };
    }

    private static boolean watches(Map<String, List<String>> query) {
        var values = query.get("watch");
        return values != null
                && !values.isEmpty()
                && !values.getFirst().equals("false")
                && !values.getFirst().equals("0");
    }

    private static String selectedName(Map<String, List<String>> query) {
        var selector = query.get("fieldSelector");
        if (selector == null || selector.isEmpty()) return "";
        try {
            var name = FieldSelector.parse(selector.getFirst()).exactMatch("metadata.name");
            return name == null ? "" : name;
        } catch (SelectorException unreadable) {
            return "";
        }
    }
}
