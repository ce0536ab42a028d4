package dev.navarch.apiserver.relay;

import java.util.Locale;
import java.util.Set;

/** What of a message is not passed on: who the client is, and what is between two neighbours only. */
public final class PassedHeaders {
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

    private PassedHeaders() {}

    public static boolean contain(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return !NOT_PASSED_ON.contains(name) && !name.startsWith(IDENTITY) && !name.startsWith("impersonate-extra-");
    }
}
