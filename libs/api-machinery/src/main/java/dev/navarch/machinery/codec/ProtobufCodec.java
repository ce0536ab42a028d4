package dev.navarch.machinery.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.navarch.machinery.codec.MessageLayouts.MessageLayout;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.SchemaCatalog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The envelope {@code k8s\0} and the messages of every built-in kind in it. */
public final class ProtobufCodec {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int TYPE_META = 1;
    static final int RAW = 2;
    private static final int CONTENT_ENCODING = 3;
    private static final int CONTENT_TYPE = 4;
    private static final int LIST_METADATA = 1;
    private static final int ITEMS = 2;
    private static final String LIST_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";
    private static final int INITIAL_BYTES = 2 << 10;

    private final SchemaCatalog schemas;
    private final MessageLayouts layouts = MessageLayouts.builtIn();

    public ProtobufCodec(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /** Whether the object's kind has a protobuf form; custom resources and Tables have none. */
    public boolean canEncode(ObjectNode object) {
        return canEncode(kind(object));
    }

    public boolean canEncode(GroupVersionKind kind) {
        var type = find(kind);
        return type != null && layouts.find(type.name()) != null;
    }

    /** The enveloped form of an object or a list, by its apiVersion and kind. */
    public byte[] encode(ObjectNode object) {
        try (var in = Json.mapper().treeAsTokens(object)) {
            return encode(kind(object), in);
        }
    }

    /** The enveloped form of an object that lies ready as JSON. */
    public byte[] encode(GroupVersionKind kind, byte[] json) {
        try (var in = Json.mapper().createParser(json)) {
            return encode(kind, in);
        }
    }

    private byte[] encode(GroupVersionKind kind, JsonParser in) {
        var out = new MessageBuffer(INITIAL_BYTES);
        envelope(out, kind, in);
        return out.toByteArray();
    }

    /** One watch frame as it goes over the wire: four bytes of length, then a WatchEvent message whose object is enveloped. */
    public byte[] encodeWatchFrame(String type, ObjectNode object) {
        try (var in = Json.mapper().treeAsTokens(object)) {
            return encodeWatchFrame(type, kind(object), in);
        }
    }

    public byte[] encodeWatchFrame(String type, GroupVersionKind kind, byte[] json) {
        try (var in = Json.mapper().createParser(json)) {
            return encodeWatchFrame(type, kind, in);
        }
    }

    private byte[] encodeWatchFrame(String type, GroupVersionKind kind, JsonParser in) {
        var out = new MessageBuffer(INITIAL_BYTES);
        out.raw(new byte[Integer.BYTES]);
        out.string(1, type);
        var object = out.open(2);
        var raw = out.open(1);
        envelope(out, kind, in);
        out.close(raw);
        out.close(object);
        var frame = out.toByteArray();
        ByteBuffer.wrap(frame).putInt(frame.length - Integer.BYTES);
        return frame;
    }

    private void envelope(MessageBuffer out, GroupVersionKind kind, JsonParser in) {
        openEnvelope(out, kind);
        var message = out.open(RAW);
        write(out, kind, in);
        out.close(message);
        closeEnvelope(out);
    }

    private void write(MessageBuffer out, GroupVersionKind kind, JsonParser in) {
        var type = find(kind);
        if (type == null) throw new BodyException("no schema describes " + kind);
        in.nextToken();
        new MessageWriter(layouts, out).write(in, type);
    }

    /** A list that takes its items one by one. */
    public ProtobufList list(GroupVersionKind itemKind, ObjectNode metadata) {
        return new ProtobufList(this, itemKind, metadata);
    }

    /** One item of a list's message. */
    void item(MessageBuffer out, GroupVersionKind kind, JsonParser in) {
        var item = out.open(ITEMS);
        write(out, kind, in);
        out.close(item);
    }

    void listMetadata(MessageBuffer out, JsonParser in) {
        var metadata = out.open(LIST_METADATA);
        in.nextToken();
        new MessageWriter(layouts, out).write(in, schemas.get(LIST_META));
        out.close(metadata);
    }

    static void openEnvelope(MessageBuffer out, GroupVersionKind kind) {
        out.raw(MAGIC);
        var typeMeta = out.open(TYPE_META);
        out.string(1, kind.groupVersion().toString());
        out.string(2, kind.kind());
        out.close(typeMeta);
    }

    static void closeEnvelope(MessageBuffer out) {
        out.string(CONTENT_ENCODING, "");
        out.string(CONTENT_TYPE, "");
    }

    /** Metadata alone is what any kind's message is without the rest. */
    private @Nullable ObjectType find(GroupVersionKind kind) {
        if (!kind.group().equals("meta.k8s.io")) return schemas.find(kind);
        return switch (kind.kind()) {
            case "PartialObjectMetadata" -> schemas.get("io.k8s.api.core.v1.ConfigMap");
            case "PartialObjectMetadataList" -> schemas.get("io.k8s.api.core.v1.ConfigMapList");
            default -> schemas.find(kind);
        };
    }

    /**
     * The tree in an envelope, with apiVersion and kind.
     *
     * @param expected taken where the envelope does not say
     * @throws BodyException when the bytes are no envelope or of a kind that is not built in
     */
    public ObjectNode decode(byte[] envelope, GroupVersionKind expected) {
        if (envelope.length == 0) throw new BodyException("empty data");
        if (!isEnvelope(envelope))
            throw new BodyException(
                    "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        try {
            return decodeEnvelope(
                    CodedInputStream.newInstance(envelope, MAGIC.length, envelope.length - MAGIC.length), expected);
        } catch (IOException wrong) {
            throw new BodyException("proto: " + wrong.getMessage());
        }
    }

    static boolean isEnvelope(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private ObjectNode decodeEnvelope(CodedInputStream in, GroupVersionKind expected) throws IOException {
        var kind = expected;
        var raw = new byte[0];
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case TYPE_META -> kind = readTypeMeta(in.readByteArray(), expected);
                case RAW -> raw = in.readByteArray();
                default -> in.skipField(tag);
            }
        }
        return decodeMessage(raw, kind);
    }

    private static GroupVersionKind readTypeMeta(byte[] message, GroupVersionKind expected) throws IOException {
        var in = CodedInputStream.newInstance(message);
        var groupVersion = expected.groupVersion();
        var kind = expected.kind();
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> groupVersion = GroupVersion.parse(in.readString());
                case 2 -> kind = in.readString();
                default -> in.skipField(tag);
            }
        }
        return groupVersion.kind(kind);
    }

    private ObjectNode decodeMessage(byte[] message, GroupVersionKind kind) throws IOException {
        ObjectType type = schemas.find(kind);
        MessageLayout layout = type == null ? null : layouts.find(type.name());
        if (type == null || layout == null)
            throw new BodyException(
                    "no kind \"" + kind.kind() + "\" is registered for version \"" + kind.groupVersion() + '"');
        var object = Json.object();
        object.put("apiVersion", kind.groupVersion().toString());
        object.put("kind", kind.kind());
        new MessageReader(layouts, this::decodeRaw).read(CodedInputStream.newInstance(message), layout, type, object);
        return object;
    }

    /** A RawExtension holds JSON or another envelope. */
    private JsonNode decodeRaw(byte[] raw) {
        return isEnvelope(raw)
                ? decode(raw, new GroupVersionKind("", "", ""))
                : JsonTree.read(raw).root();
    }

    /** Classic discovery's oldest documents say no apiVersion. */
    private static GroupVersionKind kind(ObjectNode object) {
        return GroupVersion.parse(object.path("apiVersion").asString("v1"))
                .kind(object.path("kind").asString(""));
    }
}
