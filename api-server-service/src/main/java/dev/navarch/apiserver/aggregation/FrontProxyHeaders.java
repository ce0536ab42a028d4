package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.request.UserInfo;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What goes over to an aggregated server in place of the credentials: whose request it is. */
final class FrontProxyHeaders {
    static final String USER = "X-Remote-User";
    static final String UID = "X-Remote-Uid";
    static final String GROUP = "X-Remote-Group";
    static final String EXTRA = "X-Remote-Extra-";

    private FrontProxyHeaders() {}

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
