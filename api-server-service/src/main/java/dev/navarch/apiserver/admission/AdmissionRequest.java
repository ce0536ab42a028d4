package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.request.Caller;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.ResourceNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write on its way to the store.
 *
 * @param resource the resource written to; for subresources the parent's
 * @param kind the kind of {@code object}, which differs from the resource's for Binding, Eviction, Scale, TokenRequest
 * @param object what shall be stored; a mutating plugin changes it in place; null on delete
 * @param stored what is there now; null on create
 */
public record AdmissionRequest(
        Operation operation,
        RequestInfo request,
        ResourceNames resource,
        GroupVersionKind kind,
        String namespace,
        String name,
        @Nullable ObjectNode object,
        @Nullable ObjectNode stored,
        Caller caller,
        boolean dryRun) {
    public enum Operation {
        CREATE,
        UPDATE,
        DELETE,
        CONNECT
    }

    /** Whether it writes such an object itself, not one of its subresources. */
    public boolean concerns(GroupResource wanted) {
        return request.subresource().isEmpty() && request.groupResource().equals(wanted);
    }

    public boolean creates(GroupResource wanted) {
        return operation == Operation.CREATE && object != null && concerns(wanted);
    }

    public boolean updates(GroupResource wanted) {
        return operation == Operation.UPDATE && object != null && concerns(wanted);
    }

    /** The name in the URL, or else in the object; empty for one that is to be generated. */
    public String targetName() {
        if (!name.isEmpty() || object == null) return name;
        return object.path("metadata").path("name").asString("");
    }

    public StatusException forbidden(String why) {
        return StatusException.forbidden(request.groupResource(), targetName(), why);
    }
}
