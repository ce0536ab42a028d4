package dev.navarch.apiserver.admission.podsecurity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From lax to strict. */
enum Level {
    PRIVILEGED,
    BASELINE,
    RESTRICTED;

    static @Nullable Level find(String label) {
        for (var level : values()) if (level.label().equals(label)) return level;
        return null;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
