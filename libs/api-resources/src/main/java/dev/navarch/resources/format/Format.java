package dev.navarch.resources.format;

import java.util.List;

/** A rule for a text. */
@FunctionalInterface
public interface Format {
    /** What is wrong with the text, one sentence each; empty when nothing is. */
    List<String> problems(String text);

    default boolean accepts(String text) {
        return problems(text).isEmpty();
    }
}
