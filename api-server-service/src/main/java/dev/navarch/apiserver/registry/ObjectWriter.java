package dev.navarch.apiserver.registry;

import dev.navarch.machinery.name.GroupResource;
import tools.jackson.databind.node.ObjectNode;

/** Writes by the server itself (bootstrap objects, endpoints of the Service kubernetes): defaults and validation, no admission. */
public interface ObjectWriter {
    /** @throws dev.navarch.machinery.status.StatusException AlreadyExists, Invalid … */
    ObjectNode create(GroupResource resource, ObjectNode object);

    /** The object must carry the resourceVersion it was read with. */
    ObjectNode update(GroupResource resource, ObjectNode object);

    void delete(GroupResource resource, String namespace, String name);
}
