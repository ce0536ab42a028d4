package dev.navarch.machinery.openapi;

import dev.navarch.machinery.schema.SchemaCatalog;
import java.util.Collection;
import tools.jackson.databind.node.ObjectNode;

/** The document at {@code /openapi/v2}: JSON for people, protobuf for kubectl. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class OpenApiV2 {
    public static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    private final SchemaCatalog schemas;
    private final Descriptions descriptions;

    public OpenApiV2(SchemaCatalog schemas, Descriptions descriptions) {
        this.schemas = schemas;
        this.descriptions = descriptions;
    }

    public ObjectNode document(Collection<OpenApiResource> resources) {
        throw new UnsupportedOperationException(schemas.kinds().toString());
    }

    /** The document as gnostic's openapi.v2.Document message. */
    public byte[] protobuf(ObjectNode document) {
        throw new UnsupportedOperationException("not there yet");
    }
}
