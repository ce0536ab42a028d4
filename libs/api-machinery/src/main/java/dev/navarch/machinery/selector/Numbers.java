package dev.navarch.machinery.selector;

import java.util.Set;

/** Labels compared as integers; one that is none compares equal, so that neither greater nor less matches it. */
final class Numbers {
    private Numbers() {}

    static int compare(String value, Set<String> bound) {
        try {
            return Long.compare(
                    Long.parseLong(value), Long.parseLong(bound.iterator().next()));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
