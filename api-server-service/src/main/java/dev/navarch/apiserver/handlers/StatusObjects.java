package dev.navarch.apiserver.handlers;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.Status;
import tools.jackson.databind.node.ObjectNode;

/** Status as an object on the wire. */
public final class StatusObjects {
    private StatusObjects() {}

    public static ObjectNode failure(Status status) {
        var object = empty();
        if (status.continueToken() != null) object.withObject("metadata").put("continue", status.continueToken());
        object.put("status", "Failure");
        put(object, "message", status.message());
        put(object, "reason", status.reason());
        if (status.details() != null) object.set("details", details(status.details()));
        object.put("code", status.code());
        return object;
    }

    /** That an object is gone. */
    public static ObjectNode deleted(GroupResource resource, ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        var status = empty();
        status.put("status", "Success");
        var details = status.putObject("details");
        put(details, "name", metadata.name());
        put(details, "group", resource.group());
        put(details, "kind", resource.resource());
        put(details, "uid", metadata.uid());
        return status;
    }

    /** That something was done. */
    public static ObjectNode success(int code) {
        var status = empty();
        status.put("status", "Success");
        status.put("code", code);
        return status;
    }

    private static ObjectNode empty() {
        var object = Json.object();
        object.put("kind", "Status");
        object.put("apiVersion", "v1");
        object.putObject("metadata");
        return object;
    }

    private static ObjectNode details(Status.Details details) {
        var object = Json.object();
        put(object, "name", details.name());
        put(object, "group", details.group());
        put(object, "kind", details.kind());
        put(object, "uid", details.uid());
        if (!details.causes().isEmpty()) {
            var causes = object.putArray("causes");
            for (var cause : details.causes()) {
                var one = causes.addObject();
                put(one, "reason", cause.reason());
                put(one, "message", cause.message());
                put(one, "field", cause.field());
            }
        }
        if (details.retryAfterSeconds() > 0) object.put("retryAfterSeconds", details.retryAfterSeconds());
        return object;
    }

    private static void put(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) object.put(field, value);
    }
}
