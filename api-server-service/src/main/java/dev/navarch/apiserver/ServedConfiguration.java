package dev.navarch.apiserver;

import dev.navarch.apiserver.aggregation.AggregatedVersions;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.registry.BuiltInResources;
import dev.navarch.apiserver.registry.CachedObjects;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.resources.catalog.ResourceCatalog;
import dev.navarch.store.VersionedStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is served, and the caches it is read from. */
@Configuration(proxyBeanMethods = false)
class ServedConfiguration {
    @Bean
    SchemaCatalog schemaCatalog() {
        return SchemaCatalog.builtIn();
    }

    @Bean
    ServedResources servedResources(SchemaCatalog schemas) {
        var served = new ServedResources();
        served.add(BuiltInResources.of(ResourceCatalog.builtIn(), schemas));
        return served;
    }

    @Bean
    WatchCaches watchCaches(VersionedStore store, ServedResources served, Clock clock) {
        var caches = new WatchCaches(store, clock);
        caches.start();
        BuiltInResources.cache(caches, served.all());
        return caches;
    }

    @Bean
    AggregatedVersions aggregatedVersions(ObjectReader objects) {
        var versions = new AggregatedVersions();
        versions.follow(objects);
        return versions;
    }

    @Bean
    ObjectReader objectReader(ServedResources served, WatchCaches caches) {
        return new CachedObjects(served, caches);
    }
}
