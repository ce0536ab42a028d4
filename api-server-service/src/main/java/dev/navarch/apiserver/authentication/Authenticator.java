package dev.navarch.apiserver.authentication;

import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.status.StatusException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to learn who calls. They are asked in the order of AuthenticationOrder; the first that answers decides. */
public interface Authenticator {
    /**
     * @return null when the credentials are not of this authenticator's sort
     * @throws StatusException 401, when they are and are bad
     */
    @Nullable
    UserInfo authenticate(Credentials credentials);

    /**
     * @param certificates the TLS client's chain as it was sent, leaf first, not yet judged; empty without one
     * @param bearerToken null without an Authorization header of that sort
     */
    record Credentials(
            List<X509Certificate> certificates, @Nullable String bearerToken) {
        public Credentials {
            certificates = List.copyOf(certificates);
        }
    }
}
