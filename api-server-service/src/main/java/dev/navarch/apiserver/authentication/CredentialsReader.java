package dev.navarch.apiserver.authentication;

import dev.navarch.apiserver.request.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes the credentials out of a request: TLS session, Authorization header, or a browser's WebSocket subprotocol. */
final class CredentialsReader {
    private static final String BEARER = "bearer ";
    private static final String SUBPROTOCOL = "base64url.bearer.authorization.k8s.io.";

    private CredentialsReader() {}

    static Authenticator.Credentials read(ApiRequest request) {
        return new Authenticator.Credentials(certificates(request), bearerToken(request));
    }

    private static List<X509Certificate> certificates(ApiRequest request) {
        var ssl = request.exchange().getRequest().getSslInfo();
        var chain = ssl == null ? null : ssl.getPeerCertificates();
        return chain == null ? List.of() : List.of(chain);
    }

    private static @Nullable String bearerToken(ApiRequest request) {
        var header = request.header("Authorization");
        if (header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            var token = header.substring(BEARER.length()).strip();
            if (!token.isEmpty()) return token;
        }
        return subprotocolToken(request);
    }

    private static @Nullable String subprotocolToken(ApiRequest request) {
        if (!"websocket".equalsIgnoreCase(request.header("Upgrade"))) return null;
        var offered = new ArrayList<String>();
        for (var line : request.headers().getOrEmpty("Sec-WebSocket-Protocol"))
            for (var protocol : line.split(",")) offered.add(protocol.strip());
        for (var protocol : offered) {
            if (!protocol.startsWith(SUBPROTOCOL)) continue;
            try {
                var bytes = Base64.getUrlDecoder().decode(protocol.substring(SUBPROTOCOL.length()));
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
        return null;
    }
}
