package dev.navarch.machinery.codec;

import dev.navarch.machinery.schema.SchemaCatalog;
import tools.jackson.databind.node.ObjectNode;

/** The envelope {@code k8s\0} and the messages of every built-in kind in it. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class ProtobufCodec {
    private final SchemaCatalog schemas;

    public ProtobufCodec(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /** Whether the object's kind has a protobuf form; custom resources and Tables have none. */
    public boolean canEncode(ObjectNode object) {
        return false;
    }

    /** The enveloped form of an object or a list, by its apiVersion and kind. */
    public byte[] encode(ObjectNode object) {
        throw new UnsupportedOperationException(schemas.kinds().toString());
    }

    /** One watch frame without its length: a WatchEvent message whose object is enveloped. */
    public byte[] encodeWatchEvent(String type, ObjectNode object) {
        throw new UnsupportedOperationException(schemas.kinds().toString());
    }

    /**
     * The tree in an envelope, with apiVersion and kind.
     *
     * @throws IllegalArgumentException when the bytes are no envelope or of a kind that is not built in
     */
    public ObjectNode decode(byte[] envelope) {
        throw new UnsupportedOperationException(schemas.kinds().toString());
    }
}
