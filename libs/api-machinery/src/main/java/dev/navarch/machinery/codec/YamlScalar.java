package dev.navarch.machinery.codec;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a scalar means: YAML 1.1 as Go's parser understands it. */
sealed interface YamlScalar {
    ScalarResolver ENGINE = new JsonScalarResolver();
    Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    Pattern INTEGER = Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)");
    Set<String> TRUE = Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    Set<String> FALSE = Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    Set<String> NOT_FINITE = Set.of(
            ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    record Null() implements YamlScalar {}

    record Text(String text) implements YamlScalar {}

    record Truth(boolean value) implements YamlScalar {}

    record Whole(BigInteger value) implements YamlScalar {}

    record Fraction(double value) implements YamlScalar {}

    record NotFinite(String text) implements YamlScalar {}

    static YamlScalar resolve(ScalarNode node) {
        return node.isPlain() && !isTaggedText(node) ? plain(node.getValue()) : new Text(node.getValue());
    }

    /** Whether {@code !!str} stands before something the engine itself would not take for a text. */
    private static boolean isTaggedText(ScalarNode node) {
        return node.getTag().equals(Tag.STR)
                && !ENGINE.resolve(node.getValue(), true).equals(Tag.STR);
    }

    static YamlScalar plain(String text) {
        if (NULL.contains(text)) return new Null();
        if (TRUE.contains(text)) return new Truth(true);
        if (FALSE.contains(text)) return new Truth(false);
        if (NOT_FINITE.contains(text)) return new NotFinite(text);
        var first = text.charAt(0);
        if (first != '+' && first != '-' && first != '.' && (first < '0' || first > '9')) return new Text(text);
        var digits = text.replace("_", "");
        if (INTEGER.matcher(digits).matches()) return whole(digits);
        return FLOAT.matcher(digits).matches() ? fraction(Double.parseDouble(digits), text) : new Text(text);
    }

    private static YamlScalar fraction(double value, String text) {
        return Double.isFinite(value) ? new Fraction(value) : new Text(text);
    }

    private static YamlScalar whole(String digits) {
        var unsigned = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
        var magnitude = magnitude(unsigned);
        var value = digits.startsWith("-") ? magnitude.negate() : magnitude;
        return value.bitLength() <= Long.SIZE ? new Whole(value) : new Fraction(value.doubleValue());
    }

    private static BigInteger magnitude(String digits) {
        if (digits.length() == 1 || digits.charAt(0) != '0') return new BigInteger(digits);
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> new BigInteger(digits.substring(2), 16);
            case 'b', 'B' -> new BigInteger(digits.substring(2), 2);
            case 'o', 'O' -> new BigInteger("0" + digits.substring(2), 8);
            default -> new BigInteger(digits.substring(1), 8);
        };
    }

    default JsonNode json() {
        var nodes = JsonNodeFactory.instance;
        return switch (this) {
            case Null() -> nodes.nullNode();
            case Text(var text) -> nodes.stringNode(text);
            case Truth(var value) -> nodes.booleanNode(value);
            case Whole(var value) ->
                value.bitLength() < Long.SIZE ? Json.integer(value.longValue()) : nodes.numberNode(value);
            case Fraction(var value) ->
                value == Math.rint(value) && Math.abs(value) < 1e15
                        ? Json.integer((long) value)
                        : nodes.numberNode(value);
            case NotFinite(var text) ->
                throw new YamlException(
                        "json: unsupported value: " + text.replace(".", "").replace("inf", "Inf"));
        };
    }

    /** JSON's keys are texts. */
    default String asKey() {
        return switch (this) {
            case Null() -> throw new YamlException("unsupported map key of type: <nil>");
            case Text(var text) -> text;
            case Truth(var value) -> Boolean.toString(value);
            case Whole(var value) -> value.toString();
            case Fraction _ -> json().toString();
            case NotFinite(var text) -> text;
        };
    }
}
