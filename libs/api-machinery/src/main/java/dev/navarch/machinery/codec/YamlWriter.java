package dev.navarch.machinery.codec;

import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Block style, two spaces, lists not indented under their key, keys sorted as Go sorts them. */
final class YamlWriter {
    private static final Pattern TIMESTAMP = Pattern.compile(
            "\\d{4}-\\d{1,2}-\\d{1,2}(([Tt]|[ \\t]+)\\d{1,2}:\\d{2}:\\d{2}(\\.\\d*)?([ \\t]*(Z|[-+]\\d{1,2}(:?\\d{2})?))?)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

    private final StringBuilder out = new StringBuilder();

    String write(JsonNode tree) {
        if (isBlock(tree)) block(tree, 0);
        else out.append(scalar(tree, 0)).append('\n');
        return out.toString();
    }

    private static boolean isBlock(JsonNode node) {
        return (node.isObject() || node.isArray()) && !node.isEmpty();
    }

    private void block(JsonNode node, int indent) {
        if (node.isObject()) mapping(node, indent);
        else sequence(node, indent);
    }

    private void mapping(JsonNode node, int indent) {
        var first = true;
        for (var key : new TreeSet<>(node.propertyNames())) {
            if (!first) out.repeat(' ', indent);
            first = false;
            out.append(text(key, indent)).append(':');
            value(node.get(key), indent);
        }
    }

    private void value(JsonNode value, int indent) {
        if (!isBlock(value)) {
            out.append(' ').append(scalar(value, indent)).append('\n');
            return;
        }
        out.append('\n');
        var inner = value.isArray() ? indent : indent + 2;
        out.repeat(' ', inner);
        block(value, inner);
    }

    private void sequence(JsonNode node, int indent) {
        for (var i = 0; i < node.size(); i++) {
            if (i > 0) out.repeat(' ', indent);
            out.append("- ");
            var item = node.get(i);
            if (isBlock(item)) block(item, indent + 2);
            else out.append(scalar(item, indent)).append('\n');
        }
    }

    private static String scalar(JsonNode node, int indent) {
        if (node.isObject()) return "{}";
        if (node.isArray()) return "[]";
        return node.isString() ? text(node.asString(), indent) : node.toString();
    }

    private static String text(String text, int indent) {
        if (text.isEmpty()) return "\"\"";
        if (text.indexOf('\n') >= 0 && isPrintable(text)) return literal(text, indent);
        if (isPrintable(text) && meansItself(text)) return isPlain(text) ? text : "'" + text.replace("'", "''") + "'";
        return quoted(text);
    }

    /** Whether an unquoted text would be read as the same text. */
    private static boolean meansItself(String text) {
        return YamlScalar.plain(text) instanceof YamlScalar.Text
                && !TIMESTAMP.matcher(text).matches()
                && !BASE_60.matcher(text).matches()
                && !text.equals("<<")
                && !text.equals("=");
    }

    private static boolean isPlain(String text) {
        var first = text.charAt(0);
        var last = text.charAt(text.length() - 1);
        if (first == ' ' || last == ' ' || text.startsWith("---") || text.startsWith("...")) return false;
        if ("#,[]{}&*!|>'\"%@`".indexOf(first) >= 0) return false;
        if ("-?:".indexOf(first) >= 0 && (text.length() == 1 || text.charAt(1) == ' ')) return false;
        return last != ':' && !text.contains(": ") && !text.contains(" #");
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().allMatch(YamlWriter::isPrintable);
    }

    private static boolean isPrintable(int c) {
        if (c == '\n') return true;
        return c >= 0xa0 ? c != 0xfeff : (c >= ' ' && c < 0x7f);
    }

    /** A block that keeps its line breaks, or the quoted form where a block cannot say it. */
    private static String literal(String text, int indent) {
        if (text.startsWith(" ") || text.startsWith("\n") || text.isBlank() || text.contains(" \n"))
            return quoted(text);
        var body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        var header = !text.endsWith("\n") ? "|-" : body.endsWith("\n") ? "|+" : "|";
        var block = new StringBuilder(header);
        for (var line : body.split("\n", -1)) {
            block.append('\n');
            if (!line.isEmpty()) block.repeat(' ', indent + 2).append(line);
        }
        return block.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 0 -> quoted.append("\\0");
                default -> {
                    if (c < ' ' || (c >= 0x7f && c < 0xa0)) quoted.append(String.format(Locale.ROOT, "\\x%02X", c));
                    else if (c == 0xfeff) quoted.append("\\uFEFF");
                    else quoted.appendCodePoint(c);
                }
            }
        });
        return quoted.append('"').toString();
    }
}
