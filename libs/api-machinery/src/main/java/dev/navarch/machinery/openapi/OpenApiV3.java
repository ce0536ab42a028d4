package dev.navarch.machinery.openapi;

import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.schema.SchemaCatalog;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The documents under {@code /openapi/v3}. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class OpenApiV3 {
    private final SchemaCatalog schemas;
    private final Descriptions descriptions;

    public OpenApiV3(SchemaCatalog schemas, Descriptions descriptions) {
        this.schemas = schemas;
        this.descriptions = descriptions;
    }

    /** The index: one entry a group and version, whose URL carries the hash of its document. */
    public ObjectNode index(Map<GroupVersion, String> hashes) {
        throw new UnsupportedOperationException(schemas.kinds().toString());
    }

    /** One group and version: its paths, and every definition they reach. */
    public ObjectNode document(GroupVersion groupVersion, Collection<OpenApiResource> resources) {
        throw new UnsupportedOperationException("not there yet");
    }
}
