package dev.navarch.resources.configuration;

import dev.navarch.resources.validation.Field;

/** What config maps and secrets promise once they are marked immutable. */
final class Immutability {
    static final int MAX_BYTES = 1 << 20;
    private static final String MESSAGE = "field is immutable when `immutable` is set";

    private Immutability() {}

    static void validate(Field updated, Field stored, String... fields) {
        if (!stored.get("immutable").flag()) return;
        if (!updated.get("immutable").flag()) updated.get("immutable").forbidden(MESSAGE);
        for (var field : fields)
            if (!updated.get(field).sameAs(stored.get(field)))
                updated.get(field).forbidden(MESSAGE);
    }
}
