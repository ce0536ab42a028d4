package dev.navarch.apiserver.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits and decodes what stands behind the question mark. */
final class QueryParameters {
    private QueryParameters() {}

    static Map<String, List<String>> parse(@Nullable String query) {
        if (query == null || query.isEmpty()) return Map.of();
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : query.split("&")) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
