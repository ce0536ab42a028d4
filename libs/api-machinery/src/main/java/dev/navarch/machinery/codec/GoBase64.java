package dev.navarch.machinery.codec;

import java.util.Base64;

/** Base64 as Go reads it: line breaks are skipped, and an error names the byte. */
final class GoBase64 {
    private GoBase64() {}

    static String canonical(String text) {
        return Base64.getEncoder().encodeToString(decode(text));
    }

    /** @throws BodyException naming the first byte that cannot be */
    static byte[] decode(String text) {
        var significant = text.replace("\r", "").replace("\n", "");
        try {
            if (significant.length() % 4 == 0) return Base64.getDecoder().decode(significant);
        } catch (IllegalArgumentException _) {
            // The place is found below.
        }
        throw new BodyException("illegal base64 data at input byte " + firstIllegal(text));
    }

    private static int firstIllegal(String text) {
        var digits = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\r' || c == '\n') continue;
            if (c == '=' && digits % 4 >= 2 && isPadding(text.substring(i), 4 - digits % 4)) {
                return i + 4 - digits % 4;
            }
            if (!isDigit(c)) return i;
            digits++;
        }
        return text.length() - digits % 4;
    }

    private static boolean isPadding(String rest, int wanted) {
        return rest.startsWith("=".repeat(wanted));
    }

    private static boolean isDigit(char c) {
        return c == '+' || c == '/' || (c < 0x80 && Character.isLetterOrDigit(c));
    }
}
