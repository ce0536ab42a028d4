package dev.navarch.apiserver.planted;

import io.lettuce.core.RedisClient;

public final class KnowsRedis {
    RedisClient client() {
        return RedisClient.create();
    }
}
