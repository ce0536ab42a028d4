package dev.navarch.machinery.codec;

import static dev.navarch.machinery.codec.ProtobufCodec.written;

import com.google.protobuf.CodedOutputStream;
import dev.navarch.machinery.codec.MessageLayouts.MessageLayout;
import dev.navarch.machinery.codec.MessageLayouts.Slot;
import dev.navarch.machinery.schema.ListType;
import dev.navarch.machinery.schema.MapType;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.ScalarType;
import dev.navarch.machinery.schema.SchemaType;
import dev.navarch.machinery.schema.UnionType;
import dev.navarch.machinery.time.Timestamps;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Trees in the form upstream writes to messages; nulls are left out. */
final class MessageWriter {
    private final MessageLayouts layouts;

    MessageWriter(MessageLayouts layouts) {
        this.layouts = layouts;
    }

    byte[] write(JsonNode object, MessageLayout layout, ObjectType type) {
        return written(out -> {
            for (var slot : layout.slots()) {
                switch (slot) {
                    case Slot.Field(int number, String name) ->
                        field(out, number, object.path(name), type.get(name).type());
                    case Slot.Inline(int number, String definition) ->
                        out.writeByteArray(number, write(object, layouts.get(definition), type));
                }
            }
        });
    }

    private void field(CodedOutputStream out, int number, JsonNode node, SchemaType type) throws IOException {
        if (node.isMissingNode() || node.isNull()) return;
        switch (type) {
            case ListType list -> {
                for (var item : node) value(out, number, item, list.element());
            }
            case MapType map -> {
                for (var entry : node.properties()) out.writeByteArray(number, entry(entry, map));
            }
            case ObjectType _, UnionType _, ScalarType _ -> value(out, number, node, type);
        }
    }

    private byte[] entry(Map.Entry<String, JsonNode> entry, MapType type) {
        return written(out -> {
            out.writeString(1, entry.getKey());
            if (!entry.getValue().isNull()) value(out, 2, entry.getValue(), type.value());
        });
    }

    private void value(CodedOutputStream out, int number, JsonNode node, SchemaType type) throws IOException {
        switch (type) {
            case ObjectType object -> out.writeByteArray(number, write(node, layouts.get(object.name()), object));
            case UnionType union -> out.writeByteArray(number, union(node, union));
            case ListType list -> out.writeByteArray(number, written(inner -> field(inner, 1, node, list)));
            case MapType _ -> throw new IOException("a map of maps has no message");
            case ScalarType scalar -> scalar(out, number, node, scalar);
        }
    }

    private byte[] union(JsonNode node, UnionType type) {
        var item = type.alternative() == UnionType.Alternative.STRINGS ? ScalarType.STRING : type.object();
        return written(out -> {
            if (node.isBoolean()) out.writeBool(1, node.asBoolean());
            else if (node.isArray()) {
                for (var each : node) value(out, 2, each, item);
            } else if (type.alternative() == UnionType.Alternative.BOOLEAN) {
                out.writeBool(1, true);
                value(out, 2, node, type.object());
            } else value(out, 1, node, type.object());
        });
    }

    private static void scalar(CodedOutputStream out, int number, JsonNode node, ScalarType type) throws IOException {
        switch (type) {
            case STRING -> out.writeString(number, node.asString());
            case INT32 -> out.writeInt32(number, node.asInt());
            case INT64 -> out.writeInt64(number, node.asLong());
            case BOOLEAN -> out.writeBool(number, node.asBoolean());
            case DOUBLE -> out.writeDouble(number, node.asDouble());
            case BYTES -> out.writeByteArray(number, GoBase64.decode(node.asString("")));
            case QUANTITY -> out.writeByteArray(number, written(inner -> inner.writeString(1, node.asString())));
            case INT_OR_STRING -> out.writeByteArray(number, intOrString(node));
            case TIME, MICRO_TIME -> out.writeByteArray(number, time(node));
            case RAW_OBJECT, ANY ->
                out.writeByteArray(number, written(inner -> inner.writeByteArray(1, Json.write(node))));
        }
    }

    private static byte[] intOrString(JsonNode node) {
        return written(out -> {
            out.writeInt64(1, node.isString() ? 1 : 0);
            out.writeInt32(2, node.isString() ? 0 : node.asInt());
            out.writeString(3, node.isString() ? node.asString() : "");
        });
    }

    private static byte[] time(JsonNode node) {
        var instant = Timestamps.parse(node.asString(""));
        if (instant == null) return new byte[0];
        return written(out -> {
            out.writeInt64(1, instant.getEpochSecond());
            out.writeInt32(2, instant.getNano());
        });
    }
}
