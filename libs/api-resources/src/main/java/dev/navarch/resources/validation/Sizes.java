package dev.navarch.resources.validation;

import java.nio.charset.StandardCharsets;

/** How many bytes texts take. */
public final class Sizes {
    private Sizes() {}

    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Of what a base64 text stands for. */
    public static int decodedBytes(String base64) {
        var padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3 - padding;
    }
}
