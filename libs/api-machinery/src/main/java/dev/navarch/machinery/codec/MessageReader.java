package dev.navarch.machinery.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
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
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages to trees. What Go writes although it is empty comes out as it stands there; {@link TypedTree} tidies up. */
final class MessageReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 200;

    private final MessageLayouts layouts;
    private final Function<byte[], JsonNode> rawReader;
    private int depth;

    MessageReader(MessageLayouts layouts, Function<byte[], JsonNode> rawReader) {
        this.layouts = layouts;
        this.rawReader = rawReader;
    }

    void read(CodedInputStream in, MessageLayout layout, ObjectType type, ObjectNode object) throws IOException {
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (layout.find(WireFormat.getTagFieldNumber(tag))) {
                case null -> in.skipField(tag);
                case Slot.Field(int number, String name) ->
                    field(in, tag, type.get(name).type(), name, object);
                case Slot.WrappedList(int number, String name, int items) ->
                    object.set(name, wrappedList(in, (ListType) type.get(name).type()));
                case Slot.Inline(int number, String definition) ->
                    nested(in, () -> read(in, layouts.get(definition), type, object));
            }
        }
    }

    private void field(CodedInputStream in, int tag, SchemaType type, String name, ObjectNode object)
            throws IOException {
        switch (type) {
            case ListType list -> items(in, tag, list, array(object, name));
            case MapType map -> entry(in, map, object(object, name));
            case ObjectType _, UnionType _, ScalarType _ -> object.set(name, value(in, type));
        }
    }

    private static ArrayNode array(ObjectNode object, String name) {
        return object.get(name) instanceof ArrayNode array ? array : object.putArray(name);
    }

    private static ObjectNode object(ObjectNode object, String name) {
        return object.get(name) instanceof ObjectNode map ? map : object.putObject(name);
    }

    /** Numbers may come packed. */
    private void items(CodedInputStream in, int tag, ListType type, ArrayNode array) throws IOException {
        var isNumber = type.element() == ScalarType.INT32 || type.element() == ScalarType.INT64;
        if (isNumber && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED)
            nested(in, () -> {
                while (!in.isAtEnd()) array.add(value(in, type.element()));
            });
        else array.add(value(in, type.element()));
    }

    private void entry(CodedInputStream in, MapType type, ObjectNode map) throws IOException {
        var entry = Json.object();
        nested(in, () -> {
            for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> entry.put("key", in.readString());
                    case 2 -> entry.set("value", value(in, type.value()));
                    default -> in.skipField(tag);
                }
            }
        });
        var value = entry.get("value");
        map.set(entry.path("key").asString(""), value == null ? NODES.nullNode() : value);
    }

    private JsonNode value(CodedInputStream in, SchemaType type) throws IOException {
        return switch (type) {
            case ObjectType object -> message(in, object);
            case UnionType union -> union(in, union);
            case ListType list -> wrappedList(in, list);
            case MapType _ -> throw new IOException("a map of maps has no message");
            case ScalarType scalar -> scalar(in, scalar);
        };
    }

    private ObjectNode message(CodedInputStream in, ObjectType type) throws IOException {
        var object = Json.object();
        nested(in, () -> read(in, layouts.get(type.name()), type, object));
        return object;
    }

    /** A list that is a message of its own: Verbs, and ExtraValue as a map's value. */
    private ArrayNode wrappedList(CodedInputStream in, ListType type) throws IOException {
        var array = Json.array();
        nested(in, () -> {
            for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == 1) array.add(value(in, type.element()));
                else in.skipField(tag);
            }
        });
        return array;
    }

    private JsonNode union(CodedInputStream in, UnionType type) throws IOException {
        return switch (type.alternative()) {
            case BOOLEAN -> {
                var fields = fields(in, ScalarType.BOOLEAN, type.object());
                yield fields[2] != null ? fields[2] : fields[1] != null ? fields[1] : NODES.booleanNode(false);
            }
            case OBJECTS -> objectOrList(in, type.object(), type.object());
            case STRINGS -> objectOrList(in, type.object(), ScalarType.STRING);
        };
    }

    private JsonNode objectOrList(CodedInputStream in, SchemaType object, SchemaType item) throws IOException {
        var list = Json.array();
        var single = Json.array();
        nested(in, () -> {
            for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> single.add(value(in, object));
                    case 2 -> list.add(value(in, item));
                    default -> in.skipField(tag);
                }
            }
        });
        return single.isEmpty() ? list : single.get(single.size() - 1);
    }

    private JsonNode scalar(CodedInputStream in, ScalarType type) throws IOException {
        return switch (type) {
            case STRING -> NODES.stringNode(in.readString());
            case INT32 -> NODES.numberNode(in.readInt32());
            case INT64 -> Json.integer(in.readInt64());
            case BOOLEAN -> NODES.booleanNode(in.readBool());
            case DOUBLE -> NODES.numberNode(in.readDouble());
            case BYTES -> NODES.stringNode(Base64.getEncoder().encodeToString(in.readByteArray()));
            case QUANTITY -> orElse(fields(in, ScalarType.STRING)[1], NODES.stringNode("0"));
            case INT_OR_STRING -> intOrString(fields(in, ScalarType.INT64, ScalarType.INT32, ScalarType.STRING));
            case TIME, MICRO_TIME -> time(fields(in, ScalarType.INT64, ScalarType.INT32), type);
            case RAW_OBJECT, ANY -> raw(fields(in, ScalarType.BYTES)[1]);
        };
    }

    /** The last value of each field, by its number; the fields are numbered as given, from 1. */
    private @Nullable JsonNode[] fields(CodedInputStream in, SchemaType... types) throws IOException {
        @Nullable JsonNode[] values = new JsonNode[types.length + 1];
        nested(in, () -> {
            for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
                var number = WireFormat.getTagFieldNumber(tag);
                if (number <= types.length) values[number] = value(in, types[number - 1]);
                else in.skipField(tag);
            }
        });
        return values;
    }

    private static JsonNode intOrString(@Nullable JsonNode[] fields) {
        var isString = orElse(fields[1], NODES.numberNode(0)).asLong() == 1;
        return isString ? orElse(fields[3], NODES.stringNode("")) : orElse(fields[2], NODES.numberNode(0));
    }

    private static JsonNode time(@Nullable JsonNode[] fields, ScalarType type) {
        var seconds = orElse(fields[1], NODES.numberNode(0)).asLong();
        var nanos = orElse(fields[2], NODES.numberNode(0)).asLong();
        if (seconds == 0 && nanos == 0) return NODES.nullNode();
        var instant = Instant.ofEpochSecond(seconds, nanos);
        return NODES.stringNode(type == ScalarType.TIME ? Timestamps.seconds(instant) : Timestamps.micros(instant));
    }

    private JsonNode raw(@Nullable JsonNode base64) {
        if (base64 == null || base64.asString().isEmpty()) return NODES.nullNode();
        return rawReader.apply(Base64.getDecoder().decode(base64.asString()));
    }

    private static JsonNode orElse(@Nullable JsonNode value, JsonNode other) {
        return value == null ? other : value;
    }

    private interface Body {
        void read() throws IOException;
    }

    private void nested(CodedInputStream in, Body body) throws IOException {
        if (++depth > MAX_DEPTH) throw new IOException("exceeded max depth");
        var limit = in.pushLimit(in.readRawVarint32());
        body.read();
        in.checkLastTagWas(0);
        in.popLimit(limit);
        depth--;
    }
}
