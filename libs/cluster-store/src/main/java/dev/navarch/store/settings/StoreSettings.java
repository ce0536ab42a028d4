package dev.navarch.store.settings;

import dev.navarch.store.redis.RedisEndpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which store to open. */
public sealed interface StoreSettings {
    /** Nothing survives the process: for tests. */
    record InMemory() implements StoreSettings {}

    /**
     * A Redis that somebody else runs.
     *
     * @param identityFile where the identity of its data is remembered, outside Redis
     */
    record External(RedisEndpoint endpoint, Path identityFile) implements StoreSettings {}

    /**
     * A Redis of Navarch's own: started when the store opens, or adopted if it runs already; stopped when the store closes.
     *
     * @param directory of Redis' data; the identity is remembered beside it
     * @param owner whom the files belong to; null = this process' user
     */
    record Embedded(Path directory, @Nullable String owner) implements StoreSettings {
        public Path identityFile() {
            return directory.toAbsolutePath().resolveSibling("store-identity");
        }
    }
}
