package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.request.ApiRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An owner that a client names twice is kept once, and the client is told. */
final class OwnerReferences {
    private OwnerReferences() {}

    static void deduplicate(ApiRequest request, ObjectNode object) {
        if (!(object.path("metadata").path("ownerReferences") instanceof ArrayNode references)) return;
        var kept = new LinkedHashSet<JsonNode>();
        var twice = new ArrayList<String>();
        for (var reference : references)
            if (!kept.add(reference)) twice.add(reference.path("uid").asString(""));
        if (twice.isEmpty()) return;
        references.removeAll();
        kept.forEach(references::add);
        request.warn(
                ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, "
                        + "and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: "
                        + String.join(", ", twice));
    }
}
