package dev.navarch.apiserver.handlers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Texts as values of Warning headers. */
public final class WarningHeaders {
    private static final int MAX_TOTAL = 4096;
    private static final int MAX_EACH_BEYOND = 256;

    private WarningHeaders() {}

    public static List<String> of(Collection<String> texts) {
        if (texts.isEmpty()) return List.of();
        var total = texts.stream().mapToInt(String::length).sum();
        var headers = new ArrayList<String>();
        for (var text : texts) {
            var kept = total > MAX_TOTAL && text.length() > MAX_EACH_BEYOND
                    ? text.substring(0, MAX_EACH_BEYOND - 3) + "..."
                    : text;
            headers.add("299 - \"" + quoted(kept) + '"');
        }
        return headers;
    }

    private static String quoted(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
