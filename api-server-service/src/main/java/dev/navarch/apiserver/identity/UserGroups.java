package dev.navarch.apiserver.identity;

import dev.navarch.apiserver.request.UserInfo;
import java.util.ArrayList;

/** The groups that every request belongs to. */
public final class UserGroups {
    public static final String MASTERS = "system:masters";
    public static final String AUTHENTICATED = "system:authenticated";
    public static final String UNAUTHENTICATED = "system:unauthenticated";

    private UserGroups() {}

    public static UserInfo authenticated(UserInfo user) {
        if (user.groups().contains(AUTHENTICATED) || user.groups().contains(UNAUTHENTICATED)) return user;
        var groups = new ArrayList<>(user.groups());
        groups.add(AUTHENTICATED);
        return new UserInfo(user.name(), user.uid(), groups, user.extra());
    }
}
