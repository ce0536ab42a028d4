package dev.navarch.apiserver.streams;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes a query string. */
final class QueryText {
    private final StringBuilder text = new StringBuilder();

    QueryText add(String name, String value) {
        text.append(text.isEmpty() ? '?' : '&')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
