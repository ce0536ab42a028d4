package dev.navarch.machinery.field;

import java.util.Locale;

/** Texts between quotes as Go's {@code %q} prints them. */
public final class GoQuote {
    private GoQuote() {}

    public static String of(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
                    else quoted.appendCodePoint(c);
                }
            }
        });
        return quoted.append('"').toString();
    }
}
