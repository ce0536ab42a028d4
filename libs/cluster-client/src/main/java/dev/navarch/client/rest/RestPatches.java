package dev.navarch.client.rest;

import dev.navarch.client.ResourceClient.PatchType;

final class RestPatches {
    private RestPatches() {}

    static String mediaType(PatchType type) {
        return switch (type) {
            case JSON -> "application/json-patch+json";
            case MERGE -> "application/merge-patch+json";
            case STRATEGIC_MERGE -> "application/strategic-merge-patch+json";
        };
    }
}
