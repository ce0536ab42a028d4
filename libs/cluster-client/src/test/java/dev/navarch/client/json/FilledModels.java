package dev.navarch.client.json;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models with something in every field, by their setters; a type inside itself is left out. */
final class FilledModels {
    private final Deque<Class<?>> path = new ArrayDeque<>();
    private int count;

    Object of(Class<?> type) {
        path.push(type);
        try {
            var model = type.getConstructor().newInstance();
            for (var method : type.getMethods()) {
                if (isSetter(method)) {
                    var value = value(method.getGenericParameterTypes()[0]);
                    if (value != null) {
                        method.invoke(model, value);
                    }
                }
            }
            return model;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be filled", e);
        } finally {
            path.pop();
        }
    }

    private static boolean isSetter(Method method) {
        return method.getName().startsWith("set") && method.getParameterCount() == 1;
    }

    private @Nullable Object value(Type type) {
        count++;
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            var inner = value(arguments[arguments.length - 1]);
            return inner == null
                    ? null
                    : generic.getRawType() == Map.class ? Map.of("k" + count, inner) : List.of(inner);
        }
        var raw = (Class<?>) type;
        if (raw == String.class) {
            return "text-" + count;
        } else if (raw == Integer.class) {
            return count;
        } else if (raw == Long.class) {
            return 10_000_000_000L + count;
        } else if (raw == Double.class) {
            return count + 0.5;
        } else if (raw == BigDecimal.class) {
            return new BigDecimal(count);
        } else if (raw == Boolean.class) {
            return count % 2 == 0;
        } else if (raw == OffsetDateTime.class) {
            return OffsetDateTime.parse("2026-01-02T03:04:05.000678Z").plusSeconds(count);
        } else if (raw == byte[].class) {
            return new byte[] {(byte) count, -1, 62};
        } else if (raw == IntOrString.class) {
            return count % 2 == 0 ? new IntOrString(count) : new IntOrString(count + "%");
        } else if (raw == Quantity.class) {
            return Quantity.fromString(count + "Mi");
        } else if (raw == Object.class) {
            return Map.of("any", List.of("x" + count));
        } else if (path.contains(raw)) {
            return null;
        } else if (!raw.getName().startsWith("io.kubernetes.client.openapi.models")) {
            throw new AssertionError("A field of an unexpected type: " + type + " in " + Arrays.asList(path.toArray()));
        }
        return of(raw);
    }
}
