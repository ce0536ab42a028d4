package dev.navarch.apiserver.watchcache;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes a {@link CachedObject} of stored bytes: finds where metadata is and what selectors will ask for. */
public final class ObjectScanner {
    private final JsonMapper json;
    private final @Nullable Function<ObjectNode, Map<String, String>> fields;

    /** @param fields a kind's selectable fields, null when it has none of its own; costs a tree for each event */
    public ObjectScanner(JsonMapper json, @Nullable Function<ObjectNode, Map<String, String>> fields) {
        this.json = json;
        this.fields = fields;
    }

    public CachedObject scan(String key, byte[] stored, long revision) {
        var name = -1;
        var value = -1;
        Map<String, String> labels = Map.of();
        try (var parser = json.createParser(stored)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME && value < 0) {
                var metadata = parser.currentName().equals("metadata");
                if (metadata) name = (int) parser.currentTokenLocation().getByteOffset();
                parser.nextToken();
                if (!metadata) {
                    parser.skipChildren();
                    continue;
                }
                value = (int) parser.currentTokenLocation().getByteOffset() + 1;
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var isLabels = parser.currentName().equals("labels");
                    var token = parser.nextToken();
                    if (!isLabels || token != JsonToken.START_OBJECT) {
                        parser.skipChildren();
                        continue;
                    }
                    var found = new HashMap<String, String>();
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        var label = parser.currentName();
                        parser.nextToken();
                        found.put(label, parser.getString());
                    }
                    labels = Map.copyOf(found);
                }
            }
        }
        if (value < 0) throw new IllegalArgumentException("Stored object has no metadata key=" + key);
        var selectable = fields == null
                ? Map.<String, String>of()
                : Map.copyOf(fields.apply((ObjectNode) json.readTree(stored)));
        return new CachedObject(key, stored, revision, name, value, labels, selectable);
    }
}
