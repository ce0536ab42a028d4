package dev.navarch.apiserver.registry;

import dev.navarch.machinery.metadata.ObjectMeta;
import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/** When an object shall be gone, as its metadata says it. */
final class DeletionMark {
    private final Clock clock;

    DeletionMark(Clock clock) {
        this.clock = clock;
    }

    /** @return whether nothing holds the object any longer */
    boolean set(ServedResource resource, ObjectNode object, DeleteOptions options) {
        var metadata = ObjectMeta.of(object);
        var grace = resource.strategy().deletionGracePeriodSeconds(object, options.gracePeriodSeconds());
        if (object.path("kind").asString("").equals("Namespace")) return setOnNamespace(object, metadata);
        metadata.finalizers(DeletionRules.finalizers(metadata, resource.groupResource(), options.propagation()));
        return grace == null ? setAtOnce(metadata) : setGracefully(metadata, grace, options);
    }

    private boolean setOnNamespace(ObjectNode namespace, ObjectMeta metadata) {
        if (!metadata.isBeingDeleted()) metadata.deletionTimestamp(clock.instant());
        namespace.withObject("status").put("phase", "Terminating");
        return metadata.finalizers().isEmpty()
                && namespace.path("spec").path("finalizers").isEmpty();
    }

    private boolean setAtOnce(ObjectMeta metadata) {
        if (metadata.finalizers().isEmpty()) return true;
        if (!metadata.isBeingDeleted()) {
            metadata.deletionTimestamp(clock.instant());
            raiseGeneration(metadata);
        }
        metadata.deletionGracePeriodSeconds(0L);
        return false;
    }

    /** A later deletion may only shorten the time that an earlier one gave. */
    private boolean setGracefully(ObjectMeta metadata, long grace, DeleteOptions options) {
        var earlier = metadata.deletionGracePeriodSeconds();
        if (!metadata.isBeingDeleted()) {
            metadata.deletionTimestamp(clock.instant().plusSeconds(grace));
            metadata.deletionGracePeriodSeconds(grace);
            raiseGeneration(metadata);
        } else if (options.gracePeriodSeconds() != null && earlier != null && grace < earlier) {
            var deadline = metadata.deletionTimestamp();
            metadata.deletionTimestamp(
                    deadline == null
                            ? clock.instant()
                            : deadline.minusSeconds(earlier).plusSeconds(grace));
            metadata.deletionGracePeriodSeconds(grace);
        } else if (earlier != null && earlier > 0) {
            return false;
        }
        var left = metadata.deletionGracePeriodSeconds();
        return (left == null || left == 0) && metadata.finalizers().isEmpty();
    }

    private static void raiseGeneration(ObjectMeta metadata) {
        if (metadata.generation() > 0) metadata.generation(metadata.generation() + 1);
    }
}
