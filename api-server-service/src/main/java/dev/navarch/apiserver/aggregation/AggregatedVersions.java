package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Which API versions other servers answer for right now, and what they said they serve. */
public final class AggregatedVersions implements ObjectReader.ObjectListener {
    static final GroupResource API_SERVICES = new GroupResource("apiregistration.k8s.io", "apiservices");

    private final Map<String, AggregatedVersion> byName = new ConcurrentHashMap<>();
    private final Map<GroupVersion, ObjectNode> resourceLists = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    public void follow(ObjectReader objects) {
        objects.subscribe(API_SERVICES, this);
    }

    public @Nullable AggregatedVersion find(GroupVersion version) {
        for (var one : byName.values()) if (one.version().equals(version)) return one;
        return null;
    }

    /** In the order of discovery. */
    public List<AggregatedVersion> all() {
        return byName.values().stream().sorted(AggregatedVersion.BY_PRIORITY).toList();
    }

    /** The APIResourceList of the last check that passed; null before the first. */
    public @Nullable ObjectNode resources(GroupVersion version) {
        return resourceLists.get(version);
    }

    /** Rises with every change: what was derived from an older number is out of date. */
    public long changes() {
        return changes.get();
    }

    void discovered(GroupVersion version, ObjectNode resourceList) {
        if (!resourceList.equals(resourceLists.put(version, resourceList))) changes.incrementAndGet();
    }

    @Override
    public void put(ObjectNode apiService) {
        var version = AggregatedVersion.of(apiService);
        if (version == null) forget(apiService);
        else if (!version.equals(byName.put(version.name(), version))) changes.incrementAndGet();
    }

    @Override
    public void deleted(ObjectNode last) {
        forget(last);
    }

    @Override
    public void reset() {
        byName.clear();
        changes.incrementAndGet();
    }

    private void forget(ObjectNode apiService) {
        var gone = byName.remove(apiService.path("metadata").path("name").asString(""));
        if (gone == null) return;
        resourceLists.remove(gone.version());
        changes.incrementAndGet();
    }
}
