package dev.navarch.resources.form;

import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.selector.SelectorException;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Label selectors in the syntax of the {@code labelSelector} parameter. */
public final class SelectorText {
    private SelectorText() {}

    /** Of a LabelSelector, for people. */
    public static String shown(JsonNode selector) {
        return Cells.orNone(of(selector));
    }

    /** Of a LabelSelector. */
    public static String of(JsonNode selector) {
        try {
            return LabelSelector.of(selector).toString();
        } catch (SelectorException unreadable) {
            return "<error>";
        }
    }

    /** Of the plain map that older kinds select by. */
    public static String ofLabels(JsonNode labels) {
        var sorted = new TreeMap<String, String>();
        labels.forEachEntry((key, value) -> sorted.put(key, value.asString("")));
        var texts = sorted.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue());
        return String.join(",", texts.toList());
    }
}
