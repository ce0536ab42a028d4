package dev.navarch.machinery.selector;

import dev.navarch.machinery.selector.FieldSelector.Term;
import java.util.ArrayList;
import java.util.List;

/** Terms are split at commas; a backslash makes a comma, an equals sign or a backslash part of a value. */
final class FieldSelectorParser {
    private FieldSelectorParser() {}

    static List<Term> parse(String text) {
        var terms = new ArrayList<Term>();
        for (var part : split(text)) if (!part.isEmpty()) terms.add(term(part, text));
        return terms;
    }

    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Term term(String part, String whole) {
        for (var i = 0; i < part.length(); i++) {
            var rest = part.substring(i);
            if (rest.startsWith("!=")) return term(part, i, 2, false);
            if (rest.startsWith("==")) return term(part, i, 2, true);
            if (rest.startsWith("=")) return term(part, i, 1, true);
        }
        throw new SelectorException("invalid selector: '" + whole + "'; can't understand '" + part + "'");
    }

    private static Term term(String part, int at, int width, boolean equal) {
        return new Term(part.substring(0, at), equal, unescape(part.substring(at + width)));
    }

    private static String unescape(String value) {
        var text = new StringBuilder();
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '=' || c == ',') throw unescaped(c, value);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            if (++i == value.length())
                throw new SelectorException("invalid field selector: invalid escape sequence: \\");
            var escaped = value.charAt(i);
            if (escaped != '\\' && escaped != ',' && escaped != '=')
                throw new SelectorException("invalid field selector: invalid escape sequence: \\" + escaped);
            text.append(escaped);
        }
        return text.toString();
    }

    private static SelectorException unescaped(char c, String value) {
        return new SelectorException("invalid field selector: unescaped character in value: " + c + " in " + value);
    }
}
