package dev.navarch.machinery.codec;

import dev.navarch.machinery.codec.MessageLayouts.Place;
import dev.navarch.machinery.schema.ListType;
import dev.navarch.machinery.schema.MapType;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.ScalarType;
import dev.navarch.machinery.schema.SchemaType;
import dev.navarch.machinery.schema.UnionType;
import dev.navarch.machinery.time.Timestamps;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON to messages, token by token, in JSON's order of fields: no tree is built on the way. Nulls are left out. A field of a message
 * that JSON does not have is written as that message with this one field; readers put the pieces of a message together.
 */
final class MessageWriter {
    private final MessageLayouts layouts;
    private final MessageBuffer out;

    MessageWriter(MessageLayouts layouts, MessageBuffer out) {
        this.layouts = layouts;
        this.out = out;
    }

    /** @param in stands on the object's first token */
    void write(JsonParser in, ObjectType type) {
        var layout = layouts.get(type.name());
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            in.nextToken();
            var place = layout.find(name);
            if (place == null) in.skipChildren();
            else placed(in, place, type.get(name).type());
        }
    }

    private void placed(JsonParser in, Place place, SchemaType type) {
        if (in.currentToken() == JsonToken.VALUE_NULL) return;
        inlined(in, place.inlined(), place.number(), type);
    }

    private void inlined(JsonParser in, List<Integer> around, int number, SchemaType type) {
        if (around.isEmpty()) {
            field(in, number, type);
            return;
        }
        var opened = out.open(around.getFirst());
        inlined(in, around.subList(1, around.size()), number, type);
        out.close(opened);
    }

    private void field(JsonParser in, int number, SchemaType type) {
        switch (type) {
            case ListType list -> items(in, number, list.element());
            case MapType map -> entries(in, number, map);
            case ObjectType _, UnionType _, ScalarType _ -> value(in, number, type);
        }
    }

    private void items(JsonParser in, int number, SchemaType element) {
        while (in.nextToken() != JsonToken.END_ARRAY) value(in, number, element);
    }

    private void entries(JsonParser in, int number, MapType type) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var entry = out.open(number);
            out.string(1, in.currentName());
            in.nextToken();
            value(in, 2, type.value());
            out.close(entry);
        }
    }

    private void value(JsonParser in, int number, SchemaType type) {
        if (in.currentToken() == JsonToken.VALUE_NULL) return;
        switch (type) {
            case ScalarType scalar -> scalar(in, number, scalar);
            case ObjectType object -> {
                var opened = out.open(number);
                write(in, object);
                out.close(opened);
            }
            case UnionType union -> {
                var opened = out.open(number);
                union(in, union);
                out.close(opened);
            }
            case ListType list -> {
                var opened = out.open(number);
                items(in, 1, list.element());
                out.close(opened);
            }
            case MapType _ -> throw new BodyException("a map of maps has no message");
        }
    }

    private void union(JsonParser in, UnionType type) {
        var flagged = type.alternative() == UnionType.Alternative.BOOLEAN;
        var item = type.alternative() == UnionType.Alternative.STRINGS ? ScalarType.STRING : type.object();
        if (flagged) out.bool(1, in.currentToken() != JsonToken.VALUE_FALSE);
        switch (in.currentToken()) {
            case START_OBJECT -> value(in, flagged ? 2 : 1, type.object());
            case START_ARRAY -> items(in, 2, item);
            default -> {}
        }
    }

    private void scalar(JsonParser in, int number, ScalarType type) {
        switch (type) {
            case STRING -> out.string(number, in.getString());
            case INT32, INT64 -> out.integer(number, in.getLongValue());
            case BOOLEAN -> out.bool(number, in.getBooleanValue());
            case DOUBLE -> out.real(number, in.getDoubleValue());
            case BYTES -> out.bytes(number, GoBase64.decode(in.getString()));
            case QUANTITY, INT_OR_STRING, TIME, MICRO_TIME, RAW_OBJECT, ANY -> {
                var opened = out.open(number);
                wrapped(in, type);
                out.close(opened);
            }
        }
    }

    /** What is one value in JSON and a message here. */
    private void wrapped(JsonParser in, ScalarType type) {
        switch (type) {
            case QUANTITY -> out.string(1, in.getString());
            case INT_OR_STRING -> intOrString(in);
            case TIME, MICRO_TIME -> time(in.getString());
            case RAW_OBJECT, ANY -> out.bytes(1, json(in));
            case STRING, INT32, INT64, BOOLEAN, DOUBLE, BYTES -> throw new IllegalArgumentException(type.name());
        }
    }

    private void intOrString(JsonParser in) {
        var isString = in.currentToken() == JsonToken.VALUE_STRING;
        out.integer(1, isString ? 1 : 0);
        out.integer(2, isString ? 0 : in.getLongValue());
        out.string(3, isString ? in.getString() : "");
    }

    private void time(String text) {
        var instant = Timestamps.parse(text);
        if (instant == null) return;
        out.integer(1, instant.getEpochSecond());
        out.integer(2, instant.getNano());
    }

    private static byte[] json(JsonParser in) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = Json.mapper().createGenerator(bytes)) {
            generator.copyCurrentStructureExact(in);
        }
        return bytes.toByteArray();
    }
}
