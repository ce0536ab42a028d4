package dev.navarch.apiserver.objects;

import dev.navarch.machinery.name.GroupResource;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Writes by the server itself (bootstrap objects, endpoints of the Service kubernetes): defaults and validation, no admission. */
public interface ObjectWriter {
    /** @throws dev.navarch.machinery.status.StatusException AlreadyExists, Invalid … */
    ObjectNode create(GroupResource resource, ObjectNode object);

    /** The object must carry the resourceVersion it was read with. */
    ObjectNode update(GroupResource resource, ObjectNode object);

    void delete(GroupResource resource, String namespace, String name);

    /**
     * Reads the newest, lets {@code change} alter it and stores it as it then is, anew after a conflict. Neither the kind's rules
     * nor hooks nor admission: for subresources that are actions (pods/binding) and for status that the server itself keeps.
     *
     * @param change alters the tree in place; may be called again; throws StatusException to refuse
     * @throws dev.navarch.machinery.status.StatusException NotFound
     */
    ObjectNode change(GroupResource resource, String namespace, String name, Consumer<ObjectNode> change);
}
