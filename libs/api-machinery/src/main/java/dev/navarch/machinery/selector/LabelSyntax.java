package dev.navarch.machinery.selector;

import dev.navarch.machinery.field.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What label keys and values may look like, in upstream's words. */
public final class LabelSyntax {
    private static final String NAME_SHAPE = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE_SHAPE = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
    private static final String SUBDOMAIN_SHAPE = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final Pattern NAME = Pattern.compile(NAME_SHAPE);
    private static final Pattern VALUE = Pattern.compile(VALUE_SHAPE);
    private static final Pattern SUBDOMAIN = Pattern.compile(SUBDOMAIN_SHAPE);
    private static final int MAX_NAME = 63;
    private static final int MAX_SUBDOMAIN = 253;

    private LabelSyntax() {}

    /** What is wrong with a qualified name such as {@code example.com/name}; empty when nothing is. */
    public static List<String> keyErrors(String key) {
        var errors = new ArrayList<String>();
        var parts = key.split("/", -1);
        if (parts.length > 2) {
            return List.of("a qualified name "
                    + shape(
                            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
                            NAME_SHAPE,
                            "MyName",
                            "my.name",
                            "123-abc")
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        if (parts.length == 2) errors.addAll(prefixErrors(parts[0]));
        var name = parts[parts.length - 1];
        if (name.isEmpty()) errors.add("name part must be non-empty");
        else if (name.length() > MAX_NAME) errors.add("name part must be no more than 63 bytes");
        if (!NAME.matcher(name).matches())
            errors.add("name part "
                    + shape(
                            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
                            NAME_SHAPE,
                            "MyName",
                            "my.name",
                            "123-abc"));
        return errors;
    }

    private static List<String> prefixErrors(String prefix) {
        if (prefix.isEmpty()) return List.of("prefix part must be non-empty");
        var errors = new ArrayList<String>();
        if (prefix.length() > MAX_SUBDOMAIN) errors.add("prefix part must be no more than 253 bytes");
        if (!SUBDOMAIN.matcher(prefix).matches())
            errors.add("prefix part a lowercase RFC 1123 subdomain "
                    + shape(
                            "must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
                            SUBDOMAIN_SHAPE,
                            "example.com"));
        return errors;
    }

    /** What is wrong with a label's value; empty when nothing is. */
    public static List<String> valueErrors(String value) {
        var errors = new ArrayList<String>();
        if (value.length() > MAX_NAME) errors.add("must be no more than 63 bytes");
        if (!VALUE.matcher(value).matches())
            errors.add("a valid label "
                    + shape(
                            "must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
                            VALUE_SHAPE,
                            "MyValue",
                            "my_value",
                            "12345"));
        return errors;
    }

    static void requireKey(String key) {
        var errors = keyErrors(key);
        if (!errors.isEmpty())
            throw new SelectorException("unable to parse requirement: <nil>: Invalid value: " + GoQuote.of(key) + ": "
                    + String.join("; ", errors));
    }

    static void requireValue(String key, String value) {
        var errors = valueErrors(value);
        if (!errors.isEmpty())
            throw new SelectorException("unable to parse requirement: values[0][" + key + "]: Invalid value: "
                    + GoQuote.of(value) + ": " + String.join("; ", errors));
    }

    private static String shape(String message, String shape, String... examples) {
        return message + " (e.g. '" + String.join("',  or '", examples) + "', regex used for validation is '" + shape
                + "')";
    }
}
