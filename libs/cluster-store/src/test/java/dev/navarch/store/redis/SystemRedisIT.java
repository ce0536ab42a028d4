package dev.navarch.store.redis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

class SystemRedisIT extends EmbeddedRedisContract {
    @Override
    @Nullable
    Path executable() {
        return null;
    }
}
