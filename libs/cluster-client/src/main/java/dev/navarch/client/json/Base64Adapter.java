package dev.navarch.client.json;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

final class Base64Adapter extends TypeAdapter<byte[]> {
    @Override
    @SuppressWarnings("NullAway") // Gson's contract is unannotated: null stands for JSON's null
    public byte @Nullable [] read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        return Base64.getMimeDecoder().decode(in.nextString());
    }

    @Override
    @SuppressWarnings("NullAway")
    public void write(JsonWriter out, byte @Nullable [] value) throws IOException {
        if (value == null) {
            out.nullValue();
        } else {
            out.value(Base64.getEncoder().encodeToString(value));
        }
    }
}
