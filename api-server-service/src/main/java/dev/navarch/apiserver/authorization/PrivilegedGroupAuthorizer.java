package dev.navarch.apiserver.authorization;

import dev.navarch.apiserver.identity.UserGroups;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;

/** {@code system:masters} may do everything, whatever the bindings say. */
public final class PrivilegedGroupAuthorizer implements Authorizer {
    @Override
    public Decision authorize(UserInfo user, RequestInfo request) {
        return isPrivileged(user) ? new Decision.Allowed("") : new Decision.NoOpinion("");
    }

    static boolean isPrivileged(UserInfo user) {
        return user.groups().contains(UserGroups.MASTERS);
    }
}
