package dev.navarch.machinery.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.navarch.machinery.codec.MessageLayouts.MessageLayout;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.SchemaCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The envelope {@code k8s\0} and the messages of every built-in kind in it. */
public final class ProtobufCodec {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int TYPE_META = 1;
    private static final int RAW = 2;

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
        var type = schemas.find(kind);
        return type != null && layouts.find(type.name()) != null;
    }

    /** The enveloped form of an object or a list, by its apiVersion and kind. */
    public byte[] encode(ObjectNode object) {
        var kind = kind(object);
        var type = schemas.get(kind);
        var message = new MessageWriter(layouts).write(object, layouts.get(type.name()), type);
        return written(out -> {
            out.writeRawBytes(MAGIC);
            out.writeByteArray(TYPE_META, typeMeta(kind));
            out.writeByteArray(RAW, message);
            out.writeString(3, "");
            out.writeString(4, "");
        });
    }

    /** One watch frame without its length: a WatchEvent message whose object is enveloped. */
    public byte[] encodeWatchEvent(String type, ObjectNode object) {
        var raw = written(out -> out.writeByteArray(1, encode(object)));
        return written(out -> {
            out.writeString(1, type);
            out.writeByteArray(2, raw);
        });
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

    private static GroupVersionKind kind(ObjectNode object) {
        return GroupVersion.parse(object.path("apiVersion").asString(""))
                .kind(object.path("kind").asString(""));
    }

    private static byte[] typeMeta(GroupVersionKind kind) {
        return written(out -> {
            out.writeString(1, kind.groupVersion().toString());
            out.writeString(2, kind.kind());
        });
    }

    interface Message {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    static byte[] written(Message message) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
