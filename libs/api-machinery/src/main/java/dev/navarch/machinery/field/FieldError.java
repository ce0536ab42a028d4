package dev.navarch.machinery.field;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that is wrong at one place of an object.
 *
 * @param field the path as a client reads it
 * @param value what was found there, already printed; null where the text shows no value
 * @param detail what would be right; may be empty
 */
public record FieldError(Type type, String field, @Nullable String value, String detail) {
    /** The text of each type stands in messages, its reason in {@code details.causes}. */
    public enum Type {
        NOT_FOUND("Not found", "FieldValueNotFound"),
        REQUIRED("Required value", "FieldValueRequired"),
        DUPLICATE("Duplicate value", "FieldValueDuplicate"),
        INVALID("Invalid value", "FieldValueInvalid"),
        NOT_SUPPORTED("Unsupported value", "FieldValueNotSupported"),
        FORBIDDEN("Forbidden", "FieldValueForbidden"),
        TOO_LONG("Too long", "FieldValueTooLong"),
        TOO_MANY("Too many", "FieldValueTooMany"),
        INTERNAL("Internal error", "InternalError"),
        TYPE_INVALID("Invalid value", "FieldValueTypeInvalid");

        private final String text;
        private final String reason;

        Type(String text, String reason) {
            this.text = text;
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    public static FieldError required(FieldPath path, String detail) {
        return new FieldError(Type.REQUIRED, path.toString(), null, detail);
    }

    public static FieldError invalid(FieldPath path, @Nullable Object value, String detail) {
        return new FieldError(Type.INVALID, path.toString(), print(value), detail);
    }

    public static FieldError notSupported(FieldPath path, @Nullable Object value, Collection<String> supported) {
        var detail = supported.isEmpty()
                ? ""
                : supported.stream()
                        .sorted()
                        .map(FieldError::print)
                        .collect(Collectors.joining(", ", "supported values: ", ""));
        return new FieldError(Type.NOT_SUPPORTED, path.toString(), print(value), detail);
    }

    public static FieldError forbidden(FieldPath path, String detail) {
        return new FieldError(Type.FORBIDDEN, path.toString(), null, detail);
    }

    public static FieldError duplicate(FieldPath path, Object value) {
        return new FieldError(Type.DUPLICATE, path.toString(), print(value), "");
    }

    public static FieldError notFound(FieldPath path, Object value) {
        return new FieldError(Type.NOT_FOUND, path.toString(), print(value), "");
    }

    public static FieldError tooLong(FieldPath path, int maxBytes) {
        return new FieldError(Type.TOO_LONG, path.toString(), null, "may not be more than " + maxBytes + " bytes");
    }

    public static FieldError tooMany(FieldPath path, int actual, int max) {
        return new FieldError(
                Type.TOO_MANY,
                path.toString(),
                Integer.toString(actual),
                "must have at most " + max + " item" + (max == 1 ? "" : "s"));
    }

    public static FieldError typeInvalid(FieldPath path, @Nullable Object value, String detail) {
        return new FieldError(Type.TYPE_INVALID, path.toString(), print(value), detail);
    }

    /** The text without the path, as it stands in a cause. */
    public String body() {
        var text = new StringBuilder(type.text);
        if (value != null) text.append(": ").append(value);
        if (!detail.isEmpty()) text.append(": ").append(detail);
        return text.toString();
    }

    @Override
    public String toString() {
        return field + ": " + body();
    }

    private static String print(@Nullable Object value) {
        if (value == null) return "null";
        if (value instanceof JsonNode node && node.isString()) return GoQuote.of(node.asString());
        if (value instanceof CharSequence text) return GoQuote.of(text.toString());
        return value.toString();
    }
}
