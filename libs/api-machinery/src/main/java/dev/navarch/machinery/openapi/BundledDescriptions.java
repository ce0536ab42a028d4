package dev.navarch.machinery.openapi;

import dev.navarch.machinery.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the definitions that come with kubernetes-model-validator; where that is not on the class path there is no prose. */
final class BundledDescriptions implements Descriptions {
    private static final String FILE = "openshift-generated.json";
    private static final String BUILT_IN = "io.k8s.";

    private volatile SoftReference<Map<String, String>> texts = new SoftReference<>(null);

    @Override
    public @Nullable String find(String definition, @Nullable String field) {
        return texts().get(key(definition, field));
    }

    private static String key(String definition, @Nullable String field) {
        return field == null ? definition : definition + "/" + field;
    }

    private Map<String, String> texts() {
        var known = texts.get();
        if (known != null) return known;
        var read = read();
        texts = new SoftReference<>(read);
        return read;
    }

    private static Map<String, String> read() {
        var texts = new HashMap<String, String>();
        try (var stream = BundledDescriptions.class.getClassLoader().getResourceAsStream(FILE)) {
            if (stream == null) return Map.of();
            try (var parser = Json.mapper().createParser(stream)) {
                parser.nextToken();
                fields(parser, section -> {
                    if (section.equals("definitions"))
                        fields(parser, definition -> definition(parser, definition, texts));
                    else parser.skipChildren();
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static void definition(JsonParser parser, String name, Map<String, String> texts) {
        if (!name.startsWith(BUILT_IN)) {
            parser.skipChildren();
            return;
        }
        fields(parser, part -> {
            if (part.equals("description")) texts.put(name, parser.getString());
            else if (part.equals("properties")) fields(parser, field -> property(parser, key(name, field), texts));
            else parser.skipChildren();
        });
    }

    private static void property(JsonParser parser, String key, Map<String, String> texts) {
        fields(parser, part -> {
            if (part.equals("description")) texts.put(key, parser.getString());
            else parser.skipChildren();
        });
    }

    private interface Field {
        /** Reads or skips the value that the parser stands on. */
        void read(String name);
    }

    private static void fields(JsonParser parser, Field field) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }
}
