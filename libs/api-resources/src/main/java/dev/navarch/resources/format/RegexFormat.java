package dev.navarch.resources.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A format that is a length and a regular expression; a text that is too long and malformed gets both sentences. */
final class RegexFormat implements Format {
    private final int maxLength;
    private final Pattern pattern;
    private final String sentence;

    RegexFormat(int maxLength, String regex, String rule, String... examples) {
        this.maxLength = maxLength;
        this.pattern = Pattern.compile(regex);
        this.sentence = rule + " ("
                + (examples.length == 0
                        ? ""
                        : Stream.of(examples)
                                .map(example -> "'" + example + "', ")
                                .collect(Collectors.joining(" or ", "e.g. ", "")))
                + "regex used for validation is '" + regex + "')";
    }

    @Override
    public List<String> problems(String text) {
        var problems = new ArrayList<String>();
        if (text.length() > maxLength) problems.add(Names.tooLong(maxLength));
        if (!matches(text)) problems.add(sentence);
        return problems;
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    String sentence() {
        return sentence;
    }
}
