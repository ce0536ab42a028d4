package dev.navarch.machinery.codec;

import dev.navarch.machinery.name.GroupVersionKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.ObjectNode;

/**
 * The enveloped form of a list, put together item by item in pieces of about {@value #PIECE} bytes: the list is held once, and never
 * as one array. One thread's own.
 */
public final class ProtobufList {
    private static final int PIECE = 256 << 10;
    private static final int HEAD = 256;

    private final ProtobufCodec codec;
    private final GroupVersionKind itemKind;
    private final List<ByteBuffer> full = new ArrayList<>();
    private final MessageBuffer piece = new MessageBuffer(HEAD);
    private long length;

    ProtobufList(ProtobufCodec codec, GroupVersionKind itemKind, ObjectNode metadata) {
        this.codec = codec;
        this.itemKind = itemKind;
        try (var in = Json.mapper().treeAsTokens(metadata)) {
            codec.listMetadata(piece, in);
        }
    }

    /** Adds an object that lies ready as JSON. */
    public void add(byte[] json) {
        try (var in = Json.mapper().createParser(json)) {
            add(in);
        }
    }

    public void add(ObjectNode object) {
        try (var in = Json.mapper().treeAsTokens(object)) {
            add(in);
        }
    }

    private void add(JsonParser in) {
        if (piece.length() >= PIECE) turn();
        codec.item(piece, itemKind, in);
    }

    private void turn() {
        length += piece.length();
        full.add(taken(piece));
    }

    private static ByteBuffer taken(MessageBuffer written) {
        var bytes = ByteBuffer.wrap(written.toByteArray());
        written.clear();
        return bytes;
    }

    /** All pieces in order. The list takes no more items. */
    public List<ByteBuffer> finish() {
        turn();
        var kind = itemKind.groupVersion().kind(itemKind.kind() + "List");
        var head = new MessageBuffer(HEAD);
        ProtobufCodec.openEnvelope(head, kind);
        head.prefix(ProtobufCodec.RAW, length);
        var tail = new MessageBuffer(HEAD);
        ProtobufCodec.closeEnvelope(tail);
        full.addFirst(taken(head));
        full.add(taken(tail));
        return List.copyOf(full);
    }
}
