package dev.navarch.resources.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The formats of names, labels, keys and ports. */
public final class Names {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String QUALIFIED_RULE =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
    private static final String[] QUALIFIED_EXAMPLES = {"MyName", "my.name", "123-abc"};

    private static final RegexFormat SUBDOMAIN_FORMAT = new RegexFormat(
            253,
            SUBDOMAIN,
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                    + "and must start and end with an alphanumeric character",
            "example.com");
    private static final String SUBDOMAIN_PART = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private static final RegexFormat SUBDOMAIN_WITH_UNDERSCORE_FORMAT = new RegexFormat(
            253,
            SUBDOMAIN_PART + "(\\." + SUBDOMAIN_PART + ")*",
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', "
                    + "and must start and end with an alphanumeric character",
            "example.com");
    private static final RegexFormat LABEL_FORMAT = new RegexFormat(
            63,
            LABEL,
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
                    + "and must start and end with an alphanumeric character",
            "my-name",
            "123-abc");
    private static final RegexFormat LABEL_1035_FORMAT = new RegexFormat(
            63,
            "[a-z]([-a-z0-9]*[a-z0-9])?",
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
                    + "start with an alphabetic character, and end with an alphanumeric character",
            "my-name",
            "abc-123");
    private static final RegexFormat WILDCARD_FORMAT = new RegexFormat(
            253,
            "\\*\\." + SUBDOMAIN,
            "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of "
                    + "lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
            "*.example.com");
    private static final RegexFormat QUALIFIED_PART =
            new RegexFormat(63, QUALIFIED, QUALIFIED_RULE, QUALIFIED_EXAMPLES);
    private static final RegexFormat LABEL_VALUE_FORMAT = new RegexFormat(
            63,
            "(" + QUALIFIED + ")?",
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
                    + "and must start and end with an alphanumeric character",
            "MyValue",
            "my_value",
            "12345");
    private static final RegexFormat CONFIG_KEY_FORMAT = new RegexFormat(
            253,
            "[-._a-zA-Z0-9]+",
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            "key.name",
            "KEY_NAME",
            "key-name");
    private static final RegexFormat HTTP_HEADER_FORMAT = new RegexFormat(
            Integer.MAX_VALUE,
            "[-A-Za-z0-9]+",
            "a valid HTTP header must consist of alphanumeric characters or '-'",
            "X-Header-Name");
    private static final RegexFormat PERCENT_FORMAT = new RegexFormat(
            Integer.MAX_VALUE,
            "[0-9]+%",
            "a valid percent string must be a numeric string followed by an ending '%'",
            "1%",
            "93%");

    private Names() {}

    public static List<String> dnsSubdomain(String text) {
        return SUBDOMAIN_FORMAT.problems(text);
    }

    public static List<String> dnsSubdomainWithUnderscore(String text) {
        return SUBDOMAIN_WITH_UNDERSCORE_FORMAT.problems(text);
    }

    public static List<String> dnsLabel(String text) {
        var problems = new ArrayList<String>();
        if (text.length() > 63) problems.add(tooLong(63));
        if (!LABEL_FORMAT.matches(text))
            problems.add(SUBDOMAIN_FORMAT.matches(text) ? "must not contain dots" : LABEL_FORMAT.sentence());
        return problems;
    }

    public static List<String> dns1035Label(String text) {
        return LABEL_1035_FORMAT.problems(text);
    }

    public static List<String> wildcardSubdomain(String text) {
        return WILDCARD_FORMAT.problems(text);
    }

    public static List<String> labelValue(String text) {
        var problems = new ArrayList<String>();
        if (text.length() > 63) problems.add(tooManyBytes(63));
        if (!LABEL_VALUE_FORMAT.matches(text)) problems.add(LABEL_VALUE_FORMAT.sentence());
        return problems;
    }

    public static List<String> configKey(String text) {
        var problems = new ArrayList<>(CONFIG_KEY_FORMAT.problems(text));
        if (text.equals(".")) problems.add("must not be '.'");
        else if (text.equals("..")) problems.add("must not be '..'");
        else if (text.startsWith("..")) problems.add("must not start with '..'");
        return problems;
    }

    /** {@code [prefix/]name}, the form of label keys. */
    public static List<String> qualifiedName(String text) {
        var parts = text.split("/", -1);
        if (parts.length > 2)
            return List.of(
                    new RegexFormat(63, QUALIFIED, "a valid label key " + QUALIFIED_RULE, QUALIFIED_EXAMPLES).sentence()
                            + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        var problems = new ArrayList<String>();
        if (parts.length == 2) {
            if (parts[0].isEmpty()) problems.add("prefix part must be non-empty");
            else dnsSubdomain(parts[0]).forEach(problem -> problems.add("prefix part " + problem));
        }
        var name = parts[parts.length - 1];
        if (name.isEmpty()) problems.add("name part must be non-empty");
        else if (name.length() > 63) problems.add("name part " + tooManyBytes(63));
        if (!QUALIFIED_PART.matches(name)) problems.add("name part " + QUALIFIED_PART.sentence());
        return problems;
    }

    public static List<String> pathSegment(String text) {
        if (text.equals(".")) return List.of("may not be '.'");
        if (text.equals("..")) return List.of("may not be '..'");
        var problems = new ArrayList<String>();
        if (text.contains("/")) problems.add("may not contain '/'");
        if (text.contains("%")) problems.add("may not contain '%'");
        return problems;
    }

    public static List<String> environmentVariable(String text) {
        if (text.isEmpty()) return List.of("environment variable name must be non-empty");
        var printable = text.chars().allMatch(at -> at >= 0x20 && at <= 0x7e && at != '=');
        return printable
                ? List.of()
                : List.of(
                        "a valid environment variable name must consist only of printable ASCII characters other than '='");
    }

    public static List<String> httpHeader(String text) {
        return HTTP_HEADER_FORMAT.problems(text);
    }

    public static List<String> percent(String text) {
        return PERCENT_FORMAT.problems(text);
    }

    /** The form of IANA service names. */
    public static List<String> portName(String text) {
        var problems = new ArrayList<String>();
        if (text.length() > 15) problems.add(tooLong(15));
        if (!text.matches("[-a-z0-9]+"))
            problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        if (!text.matches(".*[a-z].*")) problems.add("must contain at least one letter (a-z)");
        if (text.contains("--")) problems.add("must not contain consecutive hyphens");
        if (text.startsWith("-") || text.endsWith("-")) problems.add("must not begin or end with a hyphen");
        return problems;
    }

    /** Lower-cased first: the form of annotation keys. */
    public static List<String> qualifiedNameInAnyCase(String text) {
        return qualifiedName(text.toLowerCase(Locale.ROOT));
    }

    private static String tooManyBytes(int max) {
        return "must be no more than " + max + " bytes";
    }

    static String tooLong(int max) {
        return "must be no more than " + max + " characters";
    }
}
