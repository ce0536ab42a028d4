package dev.navarch.store.planted;

import io.lettuce.core.RedisURI;

/** Breaks the rule on purpose. */
public final class KnowsRedis {
    private KnowsRedis() {}

    public static RedisURI uri() {
        return RedisURI.create("redis://localhost");
    }
}
