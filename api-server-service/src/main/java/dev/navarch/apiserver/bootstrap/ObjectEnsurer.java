package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Creates what is missing and mends what differs, whoever else does the same at the same time. */
record ObjectEnsurer(ObjectReader reader, ObjectWriter writer) {
    private static final int CONFLICT = 409;

    /** Leaves an object alone that is there already. */
    void create(GroupResource resource, ObjectNode object) {
        ensure(resource, object, _ -> false);
    }

    /** @param mend alters the object that is there; false when it is as it should be */
    void ensure(GroupResource resource, ObjectNode object, Predicate<ObjectNode> mend) {
        var metadata = object.path("metadata");
        var existing = reader.find(
                resource,
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""));
        try {
            if (existing == null) writer.create(resource, object);
            else if (mend.test(existing)) writer.update(resource, existing);
        } catch (StatusException e) {
            // Another server was first; what it wrote is mended at the next start if need be.
            if (e.status().code() != CONFLICT) throw e;
        }
    }
}
