package dev.navarch.apiserver.registry;

import dev.navarch.machinery.metadata.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the server alone says in an object's metadata. */
final class SystemFields {
    private SystemFields() {}

    /** Of a new object, whatever the client wrote there. */
    static void begin(ObjectMeta metadata, Instant now) {
        metadata.resourceVersion("");
        metadata.deletionTimestamp(null);
        metadata.deletionGracePeriodSeconds(null);
        metadata.tree().remove("selfLink");
        metadata.tree().remove("managedFields");
        metadata.tree().remove("generation");
        metadata.uid(UUID.randomUUID().toString());
        metadata.creationTimestamp(now);
    }

    /** What no client may change, and what may be left out. */
    static void keep(ObjectMeta metadata, ObjectMeta before) {
        metadata.tree().remove("selfLink");
        for (var field : List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"))
            if (!metadata.tree().hasNonNull(field)) copy(field, before, metadata);
        copy("generation", before, metadata);
        if (!metadata.tree().has("managedFields")) copy("managedFields", before, metadata);
        var managed = metadata.tree().path("managedFields");
        if (managed.isEmpty() || managed.get(0).isEmpty()) metadata.tree().remove("managedFields");
    }

    private static void copy(String field, ObjectMeta before, ObjectMeta metadata) {
        var value = before.tree().get(field);
        if (value == null) metadata.tree().remove(field);
        else metadata.tree().set(field, value.deepCopy());
    }
}
