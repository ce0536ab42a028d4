package dev.navarch.apiserver.authentication;

import dev.navarch.apiserver.identity.UserGroups;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The authenticators in the order they are asked. Bad credentials of one sort do not spoil good ones of another: they count
 * only when nobody answers.
 */
public record AuthenticationOrder(List<Authenticator> authenticators) {
    public AuthenticationOrder {
        authenticators = List.copyOf(authenticators);
    }

    /**
     * @return the user with the groups everybody has; null when there are no credentials
     * @throws StatusException 401
     */
    public @Nullable UserInfo authenticate(Authenticator.Credentials credentials) {
        StatusException refusal = null;
        for (var authenticator : authenticators) {
            try {
                var user = authenticator.authenticate(credentials);
                if (user != null) return UserGroups.authenticated(user);
            } catch (StatusException e) {
                refusal = e;
            }
        }
        if (refusal != null) throw refusal;
        if (credentials.bearerToken() != null) throw StatusException.unauthorized();
        return null;
    }
}
