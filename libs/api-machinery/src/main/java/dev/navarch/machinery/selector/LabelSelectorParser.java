package dev.navarch.machinery.selector;

import java.util.List;

/** The grammar of label selectors. */
@SuppressWarnings("DoNotCallSuggester")
final class LabelSelectorParser {
    private LabelSelectorParser() {}

    static List<Requirement> parse(String text) {
        throw new SelectorException(text);
    }
}
