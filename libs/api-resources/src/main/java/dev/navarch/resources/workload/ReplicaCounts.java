package dev.navarch.resources.workload;

import dev.navarch.resources.validation.Field;

/** The counts in a workload's status, which cannot contradict each other. */
final class ReplicaCounts {
    private ReplicaCounts() {}

    static void notNegative(Field status, String... counts) {
        for (var count : counts) status.get(count).notNegative();
    }

    static void notMoreThanReplicas(Field status, String... counts) {
        for (var count : counts)
            if (status.get(count).number() > status.get("replicas").number())
                status.get(count).invalid("cannot be greater than status.replicas");
    }

    static void availableAreReady(Field status, String otherwise) {
        if (status.get("availableReplicas").number()
                > status.get("readyReplicas").number())
            status.get("availableReplicas").invalid(otherwise);
    }

    static void collisions(Field status, Field stored) {
        if (status.get("collisionCount").number() < stored.get("collisionCount").number())
            status.get("collisionCount").invalid("cannot be decremented");
    }
}
