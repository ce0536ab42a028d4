package dev.navarch.machinery.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms a body may have. */
public enum MediaType {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** By a Content-Type header, parameters ignored; no header means JSON, null that the type is not known. */
    public static @Nullable MediaType find(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) return JSON;
        var end = contentType.indexOf(';');
        var type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        for (var known : values()) if (known.text.equals(type)) return known;
        return null;
    }
}
