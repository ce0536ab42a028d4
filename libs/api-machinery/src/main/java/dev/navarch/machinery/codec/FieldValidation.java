package dev.navarch.machinery.codec;

import org.jspecify.annotations.Nullable;

/** What happens to fields that the schema does not know and to fields given twice. */
public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT;

    /** By the query parameter; absent or empty means Warn, null that the word is not known. */
    public static @Nullable FieldValidation find(@Nullable String parameter) {
        return switch (parameter) {
            case null -> WARN;
            case "", "Warn" -> WARN;
            case "Ignore" -> IGNORE;
            case "Strict" -> STRICT;
            default -> null;
        };
    }
}
