package dev.navarch.machinery.status;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import java.util.List;

/** A request refused, with the Status that says why. Inner layers throw it; one place writes it to the wire. */
public final class StatusException extends RuntimeException {
    private final transient Status status;

    public StatusException(Status status) {
        super(status.message(), null, false, false);
        this.status = status;
    }

    public Status status() {
        return status;
    }

    public static StatusException notFound(GroupResource resource, String name) {
        return of(404, "NotFound", resource + " \"" + name + "\" not found", details(resource, name));
    }

    /** For a path that no resource is served at, below a group that is. */
    public static StatusException unknownResource() {
        return new StatusException(new Status(
                404, "NotFound", "the server could not find the requested resource", new Status.Details("", "", "")));
    }

    public static StatusException alreadyExists(GroupResource resource, String name) {
        return of(409, "AlreadyExists", resource + " \"" + name + "\" already exists", details(resource, name));
    }

    public static StatusException conflict(GroupResource resource, String name, String why) {
        return of(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + why,
                details(resource, name));
    }

    /** @param wanted the uid that the client named */
    public static StatusException otherUid(GroupResource resource, String name, String wanted, String found) {
        return conflict(
                resource,
                name,
                "Precondition failed: UID in precondition: " + wanted + ", UID in object meta: " + found);
    }

    public static StatusException modified(GroupResource resource, String name) {
        return conflict(
                resource,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    public static StatusException forbidden(GroupResource resource, String name, String why) {
        var subject = name.isEmpty() ? resource + " is forbidden" : resource + " \"" + name + "\" is forbidden";
        return of(403, "Forbidden", subject + ": " + why, details(resource, name));
    }

    public static StatusException invalid(GroupVersionKind kind, String name, List<FieldError> errors) {
        var texts = errors.stream().map(FieldError::toString).distinct().toList();
        var text = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
        var causes = errors.stream()
                .map(error -> new Status.Cause(error.type().reason(), error.body(), error.field()))
                .toList();
        return of(
                422,
                "Invalid",
                (kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group()) + " \"" + name
                        + "\" is invalid: " + text,
                new Status.Details(name, kind.group(), kind.kind()).withCauses(causes));
    }

    public static StatusException badRequest(String message) {
        return new StatusException(new Status(400, "BadRequest", message, null));
    }

    public static StatusException unauthorized() {
        return new StatusException(new Status(401, "Unauthorized", "Unauthorized", null));
    }

    public static StatusException methodNotAllowed(GroupResource resource, String verb) {
        return of(
                405,
                "MethodNotAllowed",
                verb + " is not supported on resources of kind \"" + resource + "\"",
                details(resource, ""));
    }

    public static StatusException internal(String why) {
        return new StatusException(new Status(
                500,
                "InternalError",
                "Internal error occurred: " + why,
                new Status.Details("", "", "").withCauses(List.of(new Status.Cause("", why, "")))));
    }

    private static StatusException of(int code, String reason, String message, Status.Details details) {
        return new StatusException(new Status(code, reason, message, details));
    }

    private static Status.Details details(GroupResource resource, String name) {
        return new Status.Details(name, resource.group(), resource.resource());
    }
}
