package dev.navarch.operations.access;

import java.security.Principal;
import java.util.List;
import java.util.Map;

/** Somebody whom the cluster knows. */
public record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra)
        implements Principal {
    public Caller {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    @Override
    public String getName() {
        return name;
    }
}
