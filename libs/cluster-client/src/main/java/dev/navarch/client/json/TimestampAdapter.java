package dev.navarch.client.json;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Whole seconds as metav1.Time prints them; anything finer as metav1.MicroTime does. */
final class TimestampAdapter extends TypeAdapter<OffsetDateTime> {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    @Override
    public @Nullable OffsetDateTime read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        return OffsetDateTime.parse(in.nextString());
    }

    @Override
    public void write(JsonWriter out, @Nullable OffsetDateTime value) throws IOException {
        if (value == null) {
            out.nullValue();
            return;
        }
        var utc = value.withOffsetSameInstant(ZoneOffset.UTC);
        out.value((utc.getNano() == 0 ? SECONDS : MICROS).format(utc));
    }
}
