package dev.navarch.operations.access;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody shows of himself. The token counts where there are both.
 *
 * @param certificate that TLS has verified with the cluster's authority
 */
public record Credentials(
        @Nullable X509Certificate certificate, @Nullable String token) {
    private static final String BEARER = "Bearer ";

    /** @param authorization the header */
    public static Credentials of(Certificate @Nullable [] chain, @Nullable String authorization) {
        var certificate = chain != null && chain.length > 0 && chain[0] instanceof X509Certificate first ? first : null;
        return new Credentials(certificate, authorization == null ? null : bearer(authorization));
    }

    private static @Nullable String bearer(String authorization) {
        var bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? authorization.substring(BEARER.length()).strip() : null;
    }

    boolean absent() {
        return certificate == null && token == null;
    }
}
