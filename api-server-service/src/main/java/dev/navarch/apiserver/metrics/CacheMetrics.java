package dev.navarch.apiserver.metrics;

import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.watchcache.WatchCaches;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the watch caches hold and do. */
public final class CacheMetrics {
    public CacheMetrics(MeterRegistry registry, WatchCaches caches, ServedResources served) {
        for (var resource : served.all())
            if (resource.definition().stored() && resource.servesStoredBytes()) objects(registry, caches, resource);
        Gauge.builder("apiserver.longrunning.requests", caches, WatchCaches::watcherCount)
                .description("Watches that stand")
                .tags("component", "apiserver", "verb", "WATCH")
                .register(registry);
        FunctionCounter.builder("navarch.watch.encodings", caches, WatchCaches::encodings)
                .description("Events written for the wire, each for all of its watchers")
                .register(registry);
        FunctionCounter.builder("navarch.revision.probes", caches, WatchCaches::probes)
                .description("Questions to the store for its newest revision")
                .register(registry);
    }

    private static void objects(MeterRegistry registry, WatchCaches caches, ServedResource resource) {
        Gauge.builder(
                        "apiserver.resource.objects",
                        () -> caches.get(resource.storageKind()).size())
                .description("Objects that are stored")
                .tags(
                        "group",
                        resource.groupResource().group(),
                        "resource",
                        resource.groupResource().resource())
                .register(registry);
    }
}
