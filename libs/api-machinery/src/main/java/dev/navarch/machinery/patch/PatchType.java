package dev.navarch.machinery.patch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of patch, by their media types. */
public enum PatchType {
    JSON_PATCH("application/json-patch+json"),
    MERGE_PATCH("application/merge-patch+json"),
    STRATEGIC_MERGE_PATCH("application/strategic-merge-patch+json"),
    APPLY("application/apply-patch+yaml");

    private final String mediaType;

    PatchType(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** By a Content-Type header, parameters ignored; null when it names no patch. */
    public static @Nullable PatchType find(@Nullable String contentType) {
        if (contentType == null) return null;
        var end = contentType.indexOf(';');
        var type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        for (var known : values()) if (known.mediaType.equals(type)) return known;
        return null;
    }
}
