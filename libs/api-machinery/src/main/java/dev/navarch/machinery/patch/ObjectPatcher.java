package dev.navarch.machinery.patch;

import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Applies the body of a PATCH request; server-side apply is not one of its patches. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class ObjectPatcher {
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
        throw new UnsupportedOperationException("not there yet");
    }
}
