package dev.navarch.machinery.codec;

import dev.navarch.machinery.name.GroupVersionKind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a body held.
 *
 * @param object pruned and in the form upstream writes it; apiVersion and kind filled in
 * @param kind as the body said, or the expected kind where it said nothing
 * @param warnings texts for Warning headers
 */
public record Decoded(ObjectNode object, GroupVersionKind kind, List<String> warnings) {
    public Decoded {
        warnings = List.copyOf(warnings);
    }
}
