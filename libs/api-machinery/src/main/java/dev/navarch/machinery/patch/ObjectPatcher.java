package dev.navarch.machinery.patch;

import dev.navarch.machinery.codec.BodyException;
import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.JsonTree;
import dev.navarch.machinery.codec.TreeDecoder;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies the body of a PATCH request; server-side apply is not one of its patches. */
public final class ObjectPatcher {
    private static final String UNFIT = "the server rejected our request due to an error in our request";
    private static final GroupVersionKind NO_KIND = new GroupVersionKind("", "", "");

    /**
     * @param object the new object, pruned and in the form upstream writes it
     * @param warnings texts for Warning headers
     */
    public record Patched(ObjectNode object, List<String> warnings) {
        public Patched {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param current the stored object as served; left as it is
     * @param schema null for a custom resource without one: nothing is pruned
     * @throws StatusException with upstream's codes and texts: 400 for a body that is no patch, 422 for one that cannot be
     *     applied or whose result has wrong types or (strict) unknown fields, 413 for too many operations
     */
    public Patched patch(
            PatchType type,
            byte[] body,
            ObjectNode current,
            GroupVersionKind kind,
            @Nullable ObjectType schema,
            FieldValidation validation) {
        var patch = read(type, body);
        var patched = apply(type, patch.root(), current, schema);
        var merged = type == PatchType.STRATEGIC_MERGE_PATCH;
        try {
            requireKind(patched, kind);
            var checked = TreeDecoder.check(patched, schema, TreeDecoder.duplicates(patch), validation, merged);
            return new Patched(checked.object(), checked.warnings());
        } catch (BodyException wrong) {
            var shown = merged ? GoPrint.of(patch.root()) : Json.text(patched);
            throw StatusException.invalid(
                    NO_KIND, "", List.of(FieldError.invalid(FieldPath.of("patch"), shown, wrong.getMessage())));
        }
    }

    private static JsonTree read(PatchType type, byte[] body) {
        var prefix = type == PatchType.STRATEGIC_MERGE_PATCH ? "" : "error decoding patch: ";
        try {
            var tree = JsonTree.read(body);
            var mismatch = TreeDecoder.mismatch(tree.root(), type == PatchType.JSON_PATCH);
            if (mismatch != null) throw new BodyException(mismatch);
            return tree;
        } catch (BodyException wrong) {
            throw StatusException.badRequest(prefix + wrong.getMessage());
        }
    }

    private static ObjectNode apply(PatchType type, JsonNode patch, ObjectNode current, @Nullable ObjectType schema) {
        try {
            return switch (type) {
                case JSON_PATCH -> JsonPatch.apply(limited((ArrayNode) patch), current);
                case MERGE_PATCH -> merged((ObjectNode) patch, current);
                case STRATEGIC_MERGE_PATCH -> strategicallyMerged((ObjectNode) patch, current, schema);
                case APPLY -> throw new IllegalArgumentException("server-side apply is not a patch of this kind");
            };
        } catch (PatchException wrong) {
            throw switch (wrong.answer()) {
                case MALFORMED -> StatusException.badRequest(wrong.getMessage());
                case UNFIT -> new StatusException(new Status(422, "Invalid", UNFIT, new Status.Details("", "", "")));
                case UNEXPECTED -> new StatusException(new Status(500, "", wrong.getMessage(), null));
            };
        }
    }

    private static ArrayNode limited(ArrayNode operations) {
        if (operations.size() > JsonPatch.MAX_OPERATIONS)
            throw new StatusException(new Status(
                    413,
                    "RequestEntityTooLarge",
                    "Request entity too large: The allowed maximum operations in a JSON patch is "
                            + JsonPatch.MAX_OPERATIONS + ", got " + operations.size(),
                    null));
        return operations;
    }

    private static ObjectNode merged(ObjectNode patch, ObjectNode current) {
        var target = current.deepCopy();
        JsonMergePatch.apply(patch, target);
        return target;
    }

    private static ObjectNode strategicallyMerged(ObjectNode patch, ObjectNode current, @Nullable ObjectType schema) {
        if (schema == null) throw PatchException.malformed("strategic merge patch format is not supported");
        return StrategicMergePatch.apply(patch, current, schema);
    }

    private static void requireKind(ObjectNode patched, GroupVersionKind kind) {
        var apiVersion = patched.path("apiVersion").asString("");
        var name = patched.path("kind").asString("");
        if (!apiVersion.equals(kind.groupVersion().toString()) || !name.equals(kind.kind()))
            throw new BodyException("no kind \"" + name + "\" is registered for version \"" + apiVersion + '"');
    }
}
