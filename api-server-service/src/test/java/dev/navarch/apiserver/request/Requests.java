package dev.navarch.apiserver.request;

import java.time.Instant;

/** Requests in few words. */
public final class Requests {
    private Requests() {}

    /** @param what {@code [namespace:]resource[.group][/subresource][=name]}, such as {@code default:pods/log=web} */
    public static RequestInfo ask(String verb, String what) {
        var rest = what;
        var namespace = "";
        var colon = rest.indexOf(':');
        if (colon >= 0) {
            namespace = rest.substring(0, colon);
            rest = rest.substring(colon + 1);
        }
        var name = "";
        var equals = rest.indexOf('=');
        if (equals >= 0) {
            name = rest.substring(equals + 1);
            rest = rest.substring(0, equals);
        }
        var subresource = "";
        var slash = rest.indexOf('/');
        if (slash >= 0) {
            subresource = rest.substring(slash + 1);
            rest = rest.substring(0, slash);
        }
        var dot = rest.indexOf('.');
        var group = dot < 0 ? "" : rest.substring(dot + 1);
        var resource = dot < 0 ? rest : rest.substring(0, dot);
        return new RequestInfo(true, verb, group, "v1", namespace, resource, subresource, name, "");
    }

    public static RequestInfo path(String verb, String path) {
        return new RequestInfo(false, verb, "", "", "", "", "", "", path);
    }

    public static Caller by(UserInfo user) {
        return new Caller(user, "test", Instant.MAX);
    }
}
