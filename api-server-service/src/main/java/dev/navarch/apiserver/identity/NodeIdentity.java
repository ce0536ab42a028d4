package dev.navarch.apiserver.identity;

import dev.navarch.apiserver.request.UserInfo;
import org.jspecify.annotations.Nullable;

/** How a node agent is known: user {@code system:node:<name>} in group {@code system:nodes}. */
public final class NodeIdentity {
    private static final String GROUP = "system:nodes";
    private static final String PREFIX = "system:node:";

    private NodeIdentity() {}

    /** @return the node's name; null for a user that is no node */
    public static @Nullable String nodeName(UserInfo user) {
        if (!user.name().startsWith(PREFIX) || !user.groups().contains(GROUP)) return null;
        return user.name().substring(PREFIX.length());
    }
}
