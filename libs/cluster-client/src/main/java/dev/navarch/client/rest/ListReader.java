package dev.navarch.client.rest;

import com.google.gson.Gson;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ListMeta;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads one page item by item; there is never a tree of the whole. */
final class ListReader<T extends KubernetesObject> {
    private final Gson gson;
    private final Class<T> type;

    ListReader(Gson gson, Class<T> type) {
        this.gson = gson;
        this.type = type;
    }

    /** @param next the token of the next page; empty on the last */
    record Page<T>(List<T> items, String resourceVersion, String next) {}

    Page<T> read(Reader body) throws IOException {
        var json = new JsonReader(body);
        var items = new ArrayList<T>();
        var metadata = new V1ListMeta();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "metadata" -> metadata = gson.fromJson(json, V1ListMeta.class);
                case "items" -> readItems(json, items);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return new Page<>(
                items,
                Objects.requireNonNullElse(metadata.getResourceVersion(), ""),
                Objects.requireNonNullElse(metadata.getContinue(), ""));
    }

    private void readItems(JsonReader json, List<T> items) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            T item = gson.fromJson(json, type);
            items.add(ModelJson.named(item));
        }
        json.endArray();
    }
}
