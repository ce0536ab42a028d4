package dev.navarch.store.redis;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

class BundledRedisIT extends EmbeddedRedisContract {
    @Override
    @Nullable
    Path executable() throws IOException {
        return RedisExecutable.bundled(directory.resolve("bin")).path();
    }
}
