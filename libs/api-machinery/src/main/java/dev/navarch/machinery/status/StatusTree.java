package dev.navarch.machinery.status;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Status as an object; empty texts are left out. */
final class StatusTree {
    private StatusTree() {}

    static ObjectNode of(Status status) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("kind", "Status").put("apiVersion", "v1");
        put(tree.putObject("metadata"), "continue", status.continueToken());
        tree.put("status", status.code() < 400 ? "Success" : "Failure");
        put(tree, "message", status.message());
        put(tree, "reason", status.reason());
        var details = status.details();
        if (details != null) write(details, tree.putObject("details"));
        tree.put("code", status.code());
        return tree;
    }

    private static void write(Status.Details details, ObjectNode tree) {
        put(tree, "name", details.name());
        put(tree, "group", details.group());
        put(tree, "kind", details.kind());
        put(tree, "uid", details.uid());
        if (!details.causes().isEmpty()) {
            var causes = tree.putArray("causes");
            details.causes().forEach(cause -> write(cause, causes.addObject()));
        }
        if (details.retryAfterSeconds() != 0) tree.put("retryAfterSeconds", details.retryAfterSeconds());
    }

    private static void write(Status.Cause cause, ObjectNode tree) {
        put(tree, "reason", cause.reason());
        put(tree, "message", cause.message());
        put(tree, "field", cause.field());
    }

    private static void put(ObjectNode tree, String field, @Nullable String text) {
        if (text != null && !text.isEmpty()) tree.put(field, text);
    }
}
