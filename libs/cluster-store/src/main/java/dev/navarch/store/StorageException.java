package dev.navarch.store;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked; nothing was written. */
public class StorageException extends RuntimeException {
    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The log was trimmed beyond the revision that was asked for. */
    public static final class Trimmed extends StorageException {
        public Trimmed(long revision, long oldest) {
            super("Revision " + revision + " is no longer in the log, which begins at " + oldest, null);
        }
    }
}
