package dev.navarch.apiserver.handlers;

import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;

/** Revisions as clients name them. */
final class ResourceVersions {
    private ResourceVersions() {}

    /** 0 for an empty one. */
    static long parse(String text) {
        if (text.isEmpty()) return 0;
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException unreadable) {
            throw new StatusException(new Status(
                    500,
                    "",
                    "resourceVersion: Invalid value: \"" + text + "\": strconv.ParseUint: parsing \"" + text
                            + "\": invalid syntax",
                    null));
        }
    }
}
