package dev.navarch.apiserver.registry;

import dev.navarch.machinery.name.GroupResource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Behaviour of a kind that needs the cluster's state, such as allocating a cluster IP. Runs after validation of what the client
 * sent and before the store; with {@code dryRun} it fills values without keeping them.
 */
public interface WriteHook {
    GroupResource resource();

    /**
     * May change {@code object}. {@code stored} is null on create.
     *
     * @return what to call when the write did not happen after all, such as giving an address back
     */
    Runnable beforeWrite(ObjectNode object, @Nullable ObjectNode stored, boolean dryRun);

    /** After an update was stored: gives back what {@code stored} held and {@code written} does not. Not with dry run. */
    default void afterUpdate(ObjectNode written, ObjectNode stored) {}

    /** After the object is gone for good. */
    default void afterDelete(ObjectNode last) {}
}
