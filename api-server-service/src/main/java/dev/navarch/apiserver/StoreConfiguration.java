package dev.navarch.apiserver;

import dev.navarch.store.VersionedStore;
import dev.navarch.store.memory.InMemoryVersionedStore;
import dev.navarch.store.redis.RedisEndpoint;
import dev.navarch.store.redis.RedisStoreSettings;
import dev.navarch.store.redis.RedisVersionedStore;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean
    @ConditionalOnMissingBean
    VersionedStore versionedStore(StoreProperties store, Clock clock) {
        if (store.uri() == null) return new InMemoryVersionedStore(clock);
        if (store.identityFile() == null)
            throw new IllegalArgumentException(
                    "navarch.store.identity-file is not set: name a file outside Redis' own data");
        var endpoint = new RedisEndpoint(store.uri(), store.certificateAuthority());
        return store.embeddedDirectory() == null
                ? RedisVersionedStore.open(endpoint, store.identityFile(), RedisStoreSettings.DEFAULT, clock)
                : RedisVersionedStore.openEmbedded(
                        endpoint, store.embeddedDirectory(), store.identityFile(), RedisStoreSettings.DEFAULT, clock);
    }
}
