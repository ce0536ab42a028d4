package dev.navarch.resources.quota;

import dev.navarch.machinery.quantity.ResourceAmounts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What objects of one resource use up of a quota. Pure: reads the trees it is given. */
public interface QuotaEvaluator {
    /** Whether a quota's figure of that name counts such objects. */
    boolean counts(String hardName);

    ResourceAmounts usage(ObjectNode object, Instant now);

    /** Whether an update may use up more than the object did before; creation always is charged. */
    default boolean chargesUpdates() {
        return false;
    }

    /** What the object fails to say although one of these figures needs it; null for nothing. */
    default @Nullable String unspecified(Set<String> hardNames, ObjectNode object) {
        return null;
    }

    /** Whether the object lies within a scope; a resource that knows no scopes lies in none. */
    default boolean within(QuotaScope scope, ObjectNode object) {
        return false;
    }

    /** Whether a quota with these scopes and figures concerns the object at all. */
    default boolean concerns(List<QuotaScope> scopes, Set<String> hardNames, ObjectNode object) {
        return hardNames.stream().anyMatch(this::counts) && scopes.stream().allMatch(scope -> within(scope, object));
    }
}
