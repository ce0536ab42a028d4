package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.request.UserInfo;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What goes over to an aggregated server: whose request it is, in place of the credentials; and what of a message is not passed on. */
final class FrontProxyHeaders {
    static final String USER = "X-Remote-User";
    static final String UID = "X-Remote-Uid";
    static final String GROUP = "X-Remote-Group";
    static final String EXTRA = "X-Remote-Extra-";

    private static final String IDENTITY = "x-remote-";
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "authorization",
            "host",
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "impersonate-user",
            "impersonate-uid",
            "impersonate-group");

    private FrontProxyHeaders() {}

    static boolean isPassedOn(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return !NOT_PASSED_ON.contains(name) && !name.startsWith(IDENTITY) && !name.startsWith("impersonate-extra-");
    }

    static void identify(HttpHeaders headers, UserInfo user) {
        headers.set(USER, user.name());
        if (!user.uid().isEmpty()) headers.set(UID, user.uid());
        headers.add(GROUP, user.groups());
        user.extra().forEach((key, values) -> headers.add(EXTRA + encoded(key), List.copyOf(values)));
    }

    /** Keys may hold what header names may not. */
    private static String encoded(String key) {
        return URLEncoder.encode(key.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
