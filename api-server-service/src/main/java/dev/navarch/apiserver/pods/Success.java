package dev.navarch.apiserver.pods;

import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.codec.Json;

/** The answer of an action that leaves no object of its own. */
final class Success {
    private static final int CREATED = 201;

    private Success() {}

    static ApiResponse created() {
        var status = Json.object()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Success")
                .put("code", CREATED);
        status.putObject("metadata");
        return new ApiResponse.Object(CREATED, status);
    }
}
