package dev.navarch.client.rest;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.google.gson.stream.JsonReader;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Status;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The events of one watch, one line each. */
final class WatchStream<T extends KubernetesObject> implements AutoCloseable {
    /** The server ends a watch after this time at most. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final Gson gson;
    private final Class<T> type;
    private final RestTransport.Stream stream;
    private final BufferedSource lines;

    sealed interface Event<T> {
        record Changed<T>(T object) implements Event<T> {}

        record Deleted<T>(T object) implements Event<T> {}

        record Bookmark<T>(T object) implements Event<T> {}

        record Failed<T>(ApiFailure failure) implements Event<T> {}
    }

    private WatchStream(Gson gson, Class<T> type, RestTransport.Stream stream) {
        this.gson = gson;
        this.type = type;
        this.stream = stream;
        this.lines = Objects.requireNonNull(stream.response().body()).source();
    }

    static <T extends KubernetesObject> WatchStream<T> open(
            RestTransport transport, String path, Map<String, String> query, String accept, Gson gson, Class<T> type) {
        return new WatchStream<>(gson, type, transport.stream(path, query, accept));
    }

    /** Waits for the next event; null at the end of the stream. */
    @Nullable
    Event<T> next() throws IOException {
        var line = lines.readUtf8Line();
        while (line != null && line.isBlank()) {
            line = lines.readUtf8Line();
        }
        return line == null ? null : decode(line);
    }

    /** From another thread, too: ends a waiting {@link #next}. */
    void cancel() {
        stream.call().cancel();
    }

    @Override
    public void close() {
        stream.response().close();
    }

    private Event<T> decode(String line) throws IOException {
        try (var json = new JsonReader(new StringReader(line))) {
            json.beginObject();
            if (!json.nextName().equals("type")) {
                return decodeInAnyOrder(line);
            }
            var kind = json.nextString();
            return !json.nextName().equals("object")
                    ? decodeInAnyOrder(line)
                    : kind.equals("ERROR")
                            ? failed(gson.fromJson(json, V1Status.class))
                            : event(kind, gson.fromJson(json, type));
        } catch (IllegalStateException | JsonSyntaxException e) {
            throw new IOException("Not a watch event: " + line.substring(0, Math.min(200, line.length())), e);
        }
    }

    private Event<T> decodeInAnyOrder(String line) {
        JsonObject tree = JsonParser.parseString(line).getAsJsonObject();
        var kind = tree.get("type").getAsString();
        return kind.equals("ERROR")
                ? failed(gson.fromJson(tree.get("object"), V1Status.class))
                : event(kind, gson.fromJson(tree.get("object"), type));
    }

    private Event<T> event(String kind, T object) {
        object.getMetadata().setManagedFields(null);
        return switch (kind) {
            case "DELETED" -> new Event.Deleted<>(ModelJson.named(object));
            case "BOOKMARK" -> new Event.Bookmark<>(object);
            default -> new Event.Changed<>(ModelJson.named(object));
        };
    }

    private Event<T> failed(V1Status status) {
        var code = status.getCode() == null ? 500 : status.getCode();
        return new Event.Failed<>(RestTransport.refusal(code, status));
    }
}
