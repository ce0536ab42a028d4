package dev.navarch.client.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models start with empty lists and maps; written, they would be fields that the object never had. */
final class EmptyIsAbsent implements TypeAdapterFactory {
    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        var raw = type.getRawType();
        return raw == List.class || raw == Map.class ? new Omitting<>(gson.getDelegateAdapter(this, type)) : null;
    }

    private static final class Omitting<T> extends TypeAdapter<T> {
        private final TypeAdapter<T> delegate;

        Omitting(TypeAdapter<T> delegate) {
            this.delegate = delegate;
        }

        @Override
        public T read(JsonReader in) throws IOException {
            return delegate.read(in);
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            var empty = value == null
                    || (value instanceof Collection<?> list && list.isEmpty())
                    || (value instanceof Map<?, ?> map && map.isEmpty());
            if (empty) {
                out.nullValue();
            } else {
                delegate.write(out, value);
            }
        }
    }
}
