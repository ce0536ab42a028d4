package dev.navarch.store.redis;

import org.jspecify.annotations.Nullable;

/** What the store does for the Redis it uses. Of a Redis that others run it knows nothing and does nothing. */
interface RedisCare {
    RedisCare NONE = new RedisCare() {
        @Override
        public @Nullable String reasonNotToWrite() {
            return null;
        }

        @Override
        public void bringBack() {}
    };

    /** Asked before each write, so it has to be quick; null when Redis can take it. */
    @Nullable
    String reasonNotToWrite();

    /**
     * Called when Redis could not be reached.
     *
     * @throws dev.navarch.store.StorageException if it cannot be started now
     */
    void bringBack();
}
