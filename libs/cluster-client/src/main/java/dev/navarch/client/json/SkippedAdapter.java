package dev.navarch.client.json;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

final class SkippedAdapter<T> extends TypeAdapter<T> {
    @Override
    public @Nullable T read(JsonReader in) throws IOException {
        in.skipValue();
        return null;
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
        out.nullValue();
    }
}
