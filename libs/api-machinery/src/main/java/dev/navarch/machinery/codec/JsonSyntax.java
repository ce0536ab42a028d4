package dev.navarch.machinery.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds what is wrong with a text that is no JSON, and says it as Go's scanner does. Runs only once a parser has failed. */
final class JsonSyntax {
    private static final String END = "unexpected end of JSON input";

    private final byte[] body;
    private int at;
    private int depth;

    private JsonSyntax(byte[] body) {
        this.body = body;
    }

    static String explain(byte[] body) {
        var scanner = new JsonSyntax(body);
        try {
            scanner.value();
            scanner.space();
            if (scanner.at < body.length) throw scanner.unexpected("after top-level value");
            return "invalid UTF-8 in JSON input";
        } catch (BodyException found) {
            return found.getMessage();
        }
    }

    private void value() {
        space();
        switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("looking for beginning of value");
        }
    }

    private void object() {
        enter();
        space();
        if (peek() != '}') {
            do {
                space();
                if (peek() != '"') throw unexpected("looking for beginning of object key string");
                string();
                space();
                if (peek() != ':') throw unexpected("after object key");
                at++;
                value();
                space();
            } while (more('}', "after object key:value pair"));
        } else at++;
        depth--;
    }

    private void array() {
        enter();
        space();
        if (peek() != ']') {
            do {
                value();
                space();
            } while (more(']', "after array element"));
        } else at++;
        depth--;
    }

    private void enter() {
        at++;
        if (++depth > Json.MAX_DEPTH) throw new BodyException("exceeded max depth");
    }

    private boolean more(char end, String place) {
        var c = peek();
        if (c != ',' && c != end) throw unexpected(place);
        at++;
        return c == ',';
    }

    private void string() {
        at++;
        for (; peek() != '"'; at++) {
            if (peek() < ' ') throw unexpected("in string literal");
            if (peek() == '\\') escape();
        }
        at++;
    }

    private void escape() {
        at++;
        if (peek() == 'u') {
            for (var i = 0; i < 4; i++) {
                at++;
                if (Character.digit(peek(), 16) < 0) throw unexpected("in \\u hexadecimal character escape");
            }
        } else if ("bfnrt\\/\"".indexOf(peek()) < 0) throw unexpected("in string escape code");
    }

    private void literal(String word) {
        for (var i = 1; i < word.length(); i++) {
            at++;
            if (peek() != word.charAt(i))
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
        }
        at++;
    }

    private void number() {
        if (peek() == '-') at++;
        if (!digit()) throw unexpected("in numeric literal");
        if (peek() == '0') at++;
        else digits();
        if (at < body.length && body[at] == '.') {
            at++;
            if (!digit()) throw unexpected("after decimal point in numeric literal");
            digits();
        }
        if (at < body.length && (body[at] == 'e' || body[at] == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') at++;
            if (!digit()) throw unexpected("in exponent of numeric literal");
            digits();
        }
    }

    private boolean digit() {
        return peek() >= '0' && peek() <= '9';
    }

    private void digits() {
        while (at < body.length && body[at] >= '0' && body[at] <= '9') at++;
    }

    private void space() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) at++;
    }

    private int peek() {
        if (at >= body.length) throw new BodyException(END);
        return body[at] & 0xff;
    }

    private BodyException unexpected(String place) {
        return new BodyException("invalid character " + quoted(peek()) + " " + place);
    }

    private static String quoted(int c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\\' -> "'\\\\'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            default -> {
                var text = new String(new byte[] {(byte) c}, StandardCharsets.ISO_8859_1);
                yield c < ' ' || c == 0x7f ? String.format(Locale.ROOT, "'\\x%02x'", c) : "'" + text + "'";
            }
        };
    }
}
