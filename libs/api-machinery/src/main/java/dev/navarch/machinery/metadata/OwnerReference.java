package dev.navarch.machinery.metadata;

/** Who an object belongs to. */
public record OwnerReference(
        String apiVersion, String kind, String name, String uid, boolean controller, boolean blockOwnerDeletion) {}
