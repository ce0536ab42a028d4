package dev.navarch.apiserver.request;

import java.util.List;
import java.util.Map;

public record UserInfo(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    public static final UserInfo ANONYMOUS =
            new UserInfo("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

    public UserInfo {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    public UserInfo(String name, List<String> groups) {
        this(name, "", groups, Map.of());
    }
}
