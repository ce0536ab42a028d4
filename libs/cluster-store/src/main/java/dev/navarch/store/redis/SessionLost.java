package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import org.jspecify.annotations.Nullable;

/** The session ended before the command was answered. A later session may answer it. */
final class SessionLost extends StorageException {
    SessionLost(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
