package dev.navarch.apiserver.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service account as it appears among users. */
public record ServiceAccountName(String namespace, String name) {
    private static final String PREFIX = "system:serviceaccount:";
    private static final String GROUP = "system:serviceaccounts";

    /** @return null for a user that is no service account */
    public static @Nullable ServiceAccountName parse(String userName) {
        if (!userName.startsWith(PREFIX)) return null;
        var parts = userName.substring(PREFIX.length()).split(":", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) return null;
        return new ServiceAccountName(parts[0], parts[1]);
    }

    public String userName() {
        return PREFIX + namespace + ":" + name;
    }

    public List<String> groups() {
        return List.of(GROUP, GROUP + ":" + namespace);
    }
}
