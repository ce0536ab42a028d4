package dev.navarch.apiserver.watchcache;

import dev.navarch.machinery.status.Status;
import org.jspecify.annotations.Nullable;

/** The ways to say that a revision, or a whole epoch, is no longer there. */
public final class Expired {
    private Expired() {}

    /** @param oldest the first revision from which a watch can begin */
    public static Status tooOld(long revision, long oldest) {
        return expired("too old resource version: " + revision + " (" + oldest + ")", null);
    }

    public static Status watcherTooSlow() {
        return expired("The watch fell too far behind; list again", null);
    }

    public static Status newEpoch() {
        return expired("The cluster store started anew; list again", null);
    }

    /** @param continueToken resumes the list at the newest revision */
    public static Status page(String continueToken) {
        return expired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new "
                        + "list without the continue parameter, or use the continue token in this response to retrieve "
                        + "the remainder of the results. Continuing with the provided token results in an inconsistent "
                        + "list - objects that were created, modified, or deleted between the time the first chunk was "
                        + "returned and now may show up in the list.",
                continueToken);
    }

    public static Status list() {
        return expired("The resourceVersion for the provided list is too old.", null);
    }

    private static Status expired(String message, @Nullable String continueToken) {
        return new Status(410, "Expired", message, null, continueToken);
    }
}
