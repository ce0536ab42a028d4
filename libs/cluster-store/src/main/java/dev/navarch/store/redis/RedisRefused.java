package dev.navarch.store.redis;

import dev.navarch.store.StorageException;

/** This Redis answers, but must not be served from as it is: somebody has to act. */
final class RedisRefused extends StorageException {
    RedisRefused(String message) {
        super(message, null);
    }
}
