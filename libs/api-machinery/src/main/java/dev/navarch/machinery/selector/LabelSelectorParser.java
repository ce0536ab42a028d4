package dev.navarch.machinery.selector;

import dev.navarch.machinery.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The grammar of label selectors; its complaints are upstream's. */
final class LabelSelectorParser {
    private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

    private final LabelSelectorLexer lexer;

    private LabelSelectorParser(String text) {
        this.lexer = new LabelSelectorLexer(text);
    }

    static List<Requirement> parse(String text) {
        return new LabelSelectorParser(text).requirements();
    }

    private List<Requirement> requirements() {
        var requirements = new ArrayList<Requirement>();
        while (true) {
            var token = lexer.peek();
            if (token.isEnd()) return requirements;
            if (!token.isWord() && !token.is("!"))
                throw new SelectorException(
                        "found '" + token.text() + "', expected: !, identifier, or 'end of string'");
            requirements.add(requirement());
            var separator = lexer.next();
            if (separator.isEnd()) return requirements;
            if (!separator.is(","))
                throw new SelectorException("found '" + separator.text() + "', expected: ',' or 'end of string'");
            var next = lexer.peek();
            if (!next.isWord() && !next.is("!"))
                throw new SelectorException("found '" + next.text() + "', expected: identifier after ','");
        }
    }

    private Requirement requirement() {
        var negated = lexer.accept("!");
        var key = lexer.next();
        if (!key.isWord()) throw unparsable("found '" + key.text() + "', expected: identifier");
        LabelSyntax.requireKey(key.text());
        if (negated) return new Requirement(key.text(), Operator.DOES_NOT_EXIST, Set.of());
        var end = lexer.peek();
        if (end.isEnd() || end.is(",")) return new Requirement(key.text(), Operator.EXISTS, Set.of());
        var operator = operator(lexer.next());
        var values = operator == Operator.IN || operator == Operator.NOT_IN ? values() : Set.of(exactValue());
        values.forEach(value -> LabelSyntax.requireValue(key.text(), value));
        requireInteger(operator, values);
        return new Requirement(key.text(), operator, values);
    }

    private static Operator operator(LabelSelectorLexer.Token token) {
        return switch (token.text()) {
            case "=", "==" -> Operator.EQUALS;
            case "!=" -> Operator.NOT_EQUALS;
            case "in" -> Operator.IN;
            case "notin" -> Operator.NOT_IN;
            case ">" -> Operator.GREATER_THAN;
            case "<" -> Operator.LESS_THAN;
            default -> throw unparsable("found '" + token.text() + "', expected: " + OPERATORS);
        };
    }

    private String exactValue() {
        var token = lexer.peek();
        if (token.isEnd() || token.is(",")) return "";
        if (!token.isWord()) throw unparsable("found '" + token.text() + "', expected: identifier");
        return lexer.next().text();
    }

    private Set<String> values() {
        var open = lexer.next();
        if (!open.is("(")) throw unparsable("found '" + open.text() + "' expected: '('");
        var values = new TreeSet<String>();
        if (lexer.accept(")")) return Set.of("");
        while (true) {
            var token = lexer.peek();
            if (token.isWord()) values.add(lexer.next().text());
            else if (token.is(",") || token.is(")")) values.add("");
            else throw unparsable("found '" + token.text() + "', expected: ',', ')' or identifier");
            var separator = lexer.next();
            if (separator.is(")")) return values;
            if (!separator.is(",")) throw unparsable("found '" + separator.text() + "', expected: ',' or ')'");
        }
    }

    private static void requireInteger(Operator operator, Set<String> values) {
        if (operator != Operator.GREATER_THAN && operator != Operator.LESS_THAN) return;
        for (var value : values)
            if (!value.matches("[-+]?[0-9]{1,18}"))
                throw unparsable("values[0]: Invalid value: \"" + value
                        + "\": for 'Gt', 'Lt' operators, the value must be an integer");
    }

    private static SelectorException unparsable(String why) {
        return new SelectorException("unable to parse requirement: " + why);
    }
}
