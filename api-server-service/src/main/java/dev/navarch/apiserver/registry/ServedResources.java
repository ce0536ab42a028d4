package dev.navarch.apiserver.registry;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionResource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server serves right now, in the order of discovery. Custom resources come and go. */
public final class ServedResources {
    private volatile Map<GroupVersionResource, ServedResource> byName = Map.of();
    private volatile long changes;

    public @Nullable ServedResource find(GroupVersionResource name) {
        return byName.get(name);
    }

    /** In the version that discovery names first. */
    public @Nullable ServedResource find(GroupResource name) {
        for (var served : byName.values()) if (served.groupResource().equals(name)) return served;
        return null;
    }

    public ServedResource get(GroupResource name) {
        var served = find(name);
        if (served == null) throw new IllegalArgumentException("Nothing is served as " + name);
        return served;
    }

    public boolean servesGroup(String group) {
        return byName.keySet().stream().anyMatch(name -> name.group().equals(group));
    }

    public Collection<ServedResource> all() {
        return byName.values();
    }

    /** Rises with every change: what was derived from an older number is out of date. */
    public long changes() {
        return changes;
    }

    public synchronized void add(List<ServedResource> more) {
        var next = new LinkedHashMap<>(byName);
        for (var served : more) next.put(served.names().groupVersionResource(), served);
        byName = java.util.Collections.unmodifiableMap(next);
        changes++;
    }

    public synchronized void remove(GroupVersionResource name) {
        var next = new LinkedHashMap<>(byName);
        next.remove(name);
        byName = java.util.Collections.unmodifiableMap(next);
        changes++;
    }
}
