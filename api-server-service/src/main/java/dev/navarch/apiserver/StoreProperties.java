package dev.navarch.apiserver;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param uri of Redis; without one the cluster lives in memory and dies with the process
 * @param certificateAuthority that Redis' certificate comes from
 * @param embeddedDirectory of the data, when Redis is one of Navarch's own on this machine; it is brought back when it has died
 * @param identityFile remembers, outside Redis, which cluster this is
 */
@ConfigurationProperties("navarch.store")
public record StoreProperties(
        @Nullable String uri,
        @Nullable Path certificateAuthority,
        @Nullable Path embeddedDirectory,
        @Nullable Path identityFile) {}
