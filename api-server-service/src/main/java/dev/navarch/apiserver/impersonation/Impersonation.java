package dev.navarch.apiserver.impersonation;

import dev.navarch.apiserver.identity.ServiceAccountName;
import dev.navarch.apiserver.identity.UserGroups;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.status.StatusException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Whom a caller wants to be, as the Impersonate headers say. */
record Impersonation(String user, String uid, List<String> groups, Map<String, List<String>> extra) {
    private static final String EXTRA = "impersonate-extra-";
    private static final String AUTHENTICATION = "authentication.k8s.io";

    /** @return null when none of the headers is there */
    static @Nullable Impersonation read(HttpHeaders headers) {
        var user = first(headers, "Impersonate-User");
        var uid = first(headers, "Impersonate-Uid");
        var groups = headers.getOrEmpty("Impersonate-Group");
        var extra = extra(headers);
        if (user.isEmpty()) {
            if (uid.isEmpty() && groups.isEmpty() && extra.isEmpty()) return null;
            throw StatusException.internal("requested groups, uid or extra without impersonating a user");
        }
        return new Impersonation(user, uid, groups, extra);
    }

    /** What the caller must be allowed to do, one by one. */
    List<RequestInfo> permissions() {
        var needed = new ArrayList<RequestInfo>();
        var account = ServiceAccountName.parse(user);
        needed.add(
                account == null
                        ? impersonate("", "users", "", "", user)
                        : impersonate("", "serviceaccounts", "", account.namespace(), account.name()));
        for (var group : groups) needed.add(impersonate("", "groups", "", "", group));
        extra.forEach((key, values) ->
                values.forEach(value -> needed.add(impersonate(AUTHENTICATION, "userextras", key, "", value))));
        if (!uid.isEmpty()) needed.add(impersonate(AUTHENTICATION, "uids", "", "", uid));
        return needed;
    }

    UserInfo userInfo() {
        var all = new ArrayList<>(groups);
        var account = ServiceAccountName.parse(user);
        if (groups.isEmpty() && account != null) all.addAll(account.groups());
        if (user.equals(UserInfo.ANONYMOUS.name())) {
            if (all.isEmpty()) all.add(UserGroups.UNAUTHENTICATED);
            return new UserInfo(user, uid, all, extra);
        }
        return UserGroups.authenticated(new UserInfo(user, uid, all, extra));
    }

    private static RequestInfo impersonate(
            String group, String resource, String subresource, String namespace, String name) {
        return new RequestInfo(true, "impersonate", group, "v1", namespace, resource, subresource, name, "");
    }

    private static Map<String, List<String>> extra(HttpHeaders headers) {
        var extra = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(EXTRA)) extra.put(decoded(lower.substring(EXTRA.length())), List.copyOf(values));
        });
        return extra;
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static String first(HttpHeaders headers, String name) {
        var value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
