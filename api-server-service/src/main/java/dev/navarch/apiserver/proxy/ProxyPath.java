package dev.navarch.apiserver.proxy;

import java.net.URI;

/**
 * A proxied URL in two, nothing of it decoded or tidied: escapes, doubled slashes and semicolons are the backend's business.
 *
 * @param prefix up to and with {@code /proxy}
 * @param rest from the slash behind it; empty where there is none
 * @param query with its question mark, or empty
 */
record ProxyPath(String prefix, String rest, String query) {
    /** @param namespaced whether the path has {@code namespaces/NAMESPACE} in it */
    static ProxyPath of(URI uri, boolean namespaced) {
        var path = uri.getRawPath();
        var segments = namespaced ? "api/v1/namespaces/NAMESPACE/KIND/NAME/proxy" : "api/v1/KIND/NAME/proxy";
        var end = 0;
        for (var _ : segments.split("/")) {
            end = path.indexOf('/', end + 1);
            if (end < 0) end = path.length();
        }
        var query = uri.getRawQuery();
        return new ProxyPath(path.substring(0, end), path.substring(end), query == null ? "" : "?" + query);
    }

    /** What the backend is asked for. */
    String target() {
        return (rest.isEmpty() ? "/" : rest) + query;
    }

    /** The same with the slash that makes relative links work. */
    String withSlash() {
        return prefix + "/" + query;
    }

    /**
     * Where a backend sends a client, as seen from the client.
     *
     * @param backend the backend's own origin, such as {@code http://10.0.0.1:80}
     */
    String outside(String location, String backend) {
        var own = location.startsWith(backend + "/") ? location.substring(backend.length()) : location;
        return own.startsWith("/") && !own.startsWith("//") && !own.startsWith(prefix + "/") ? prefix + own : own;
    }
}
