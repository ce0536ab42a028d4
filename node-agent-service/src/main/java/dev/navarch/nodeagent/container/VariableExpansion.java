package dev.navarch.nodeagent.container;

import java.util.Map;

/** {@code $(NAME)} becomes a known variable's value and stays as it is otherwise; {@code $$} is one dollar sign. */
final class VariableExpansion {
    private VariableExpansion() {}

    static String expand(String text, Map<String, String> variables) {
        if (text.indexOf('$') < 0) return text;
        var out = new StringBuilder();
        var i = 0;
        while (i < text.length()) {
            var c = text.charAt(i);
            if (c != '$' || i + 1 == text.length()) {
                out.append(c);
                i++;
            } else if (text.charAt(i + 1) == '$') {
                out.append('$');
                i += 2;
            } else {
                i = expandReference(text, i, variables, out);
            }
        }
        return out.toString();
    }

    private static int expandReference(String text, int dollar, Map<String, String> variables, StringBuilder out) {
        var close = text.charAt(dollar + 1) == '(' ? text.indexOf(')', dollar) : -1;
        if (close < 0) {
            out.append('$');
            return dollar + 1;
        }
        var value = variables.get(text.substring(dollar + 2, close));
        out.append(value == null ? text.substring(dollar, close + 1) : value);
        return close + 1;
    }
}
