package dev.navarch.apiserver.registry;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.ResourceStrategy;
import dev.navarch.resources.SubresourceStrategy;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/** Which rules an update follows: the kind's own, or those of a subresource. Both take the new object, then the stored one. */
public record UpdateRules(
        BiConsumer<ObjectNode, ObjectNode> prepare, BiFunction<ObjectNode, ObjectNode, List<FieldError>> validate) {
    static final UpdateRules NONE = new UpdateRules((updated, stored) -> {}, (updated, stored) -> List.of());

    public static UpdateRules of(ResourceStrategy strategy) {
        return new UpdateRules(strategy::prepareForUpdate, strategy::validateUpdate);
    }

    public static UpdateRules of(SubresourceStrategy strategy) {
        return new UpdateRules(strategy::prepareForUpdate, strategy::validateUpdate);
    }
}
