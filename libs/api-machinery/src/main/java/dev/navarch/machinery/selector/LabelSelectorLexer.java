package dev.navarch.machinery.selector;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits a label selector into words, operators and punctuation. */
final class LabelSelectorLexer {
    private static final String SPECIAL = "=!(),><";
    private static final Set<String> TWO = Set.of("==", "!=");

    /** @param isWord whether it may be a key or a value; {@code in} and {@code notin} may be that too */
    record Token(String text, boolean isWord) {
        private static final Token END = new Token("", false);

        boolean isEnd() {
            return text.isEmpty();
        }

        boolean is(String symbol) {
            return !isWord && text.equals(symbol);
        }
    }

    private final String text;
    private int at;
    private @Nullable Token peeked;

    LabelSelectorLexer(String text) {
        this.text = text;
    }

    Token peek() {
        var token = peeked == null ? scan() : peeked;
        peeked = token;
        return token;
    }

    Token next() {
        var token = peek();
        peeked = null;
        return token;
    }

    boolean accept(String symbol) {
        if (!peek().is(symbol)) return false;
        next();
        return true;
    }

    private Token scan() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        if (at == text.length()) return Token.END;
        var start = at;
        if (isSpecial(text.charAt(at))) {
            at += TWO.contains(text.substring(at, Math.min(at + 2, text.length()))) ? 2 : 1;
            return new Token(text.substring(start, at), false);
        }
        while (at < text.length() && !isSpecial(text.charAt(at)) && !Character.isWhitespace(text.charAt(at))) at++;
        return new Token(text.substring(start, at), true);
    }

    private static boolean isSpecial(char c) {
        return SPECIAL.indexOf(c) >= 0;
    }
}
