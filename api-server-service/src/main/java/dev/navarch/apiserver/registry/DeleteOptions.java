package dev.navarch.apiserver.registry;

import org.jspecify.annotations.Nullable;

/**
 * How something shall be deleted.
 *
 * @param propagation null when the kind's default counts
 * @param uid null when any will do
 * @param resourceVersion null when any will do
 */
public record DeleteOptions(
        @Nullable Long gracePeriodSeconds,
        @Nullable Propagation propagation,
        @Nullable String uid,
        @Nullable String resourceVersion) {
    public static final DeleteOptions DEFAULT = new DeleteOptions(null, null, null, null);

    public enum Propagation {
        ORPHAN,
        BACKGROUND,
        FOREGROUND
    }
}
