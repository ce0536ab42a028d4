package dev.navarch.machinery.openapi;

import dev.navarch.machinery.name.GroupVersionKind;
import tools.jackson.databind.node.ObjectNode;

/** The value of {@code x-kubernetes-group-version-kind} at an operation. */
final class GroupVersionKindTree {
    private GroupVersionKindTree() {}

    static void write(GroupVersionKind kind, ObjectNode tree) {
        tree.put("group", kind.group()).put("kind", kind.kind()).put("version", kind.version());
    }
}
