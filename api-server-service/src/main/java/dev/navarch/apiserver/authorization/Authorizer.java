package dev.navarch.apiserver.authorization;

import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;

/** Says whether a user may. Asked in order until one does not answer {@link Decision.NoOpinion}; nobody's opinion is a no. */
public interface Authorizer {
    Decision authorize(UserInfo user, RequestInfo request);

    sealed interface Decision {
        record Allowed(String reason) implements Decision {}

        record Denied(String reason) implements Decision {}

        record NoOpinion(String reason) implements Decision {}
    }
}
