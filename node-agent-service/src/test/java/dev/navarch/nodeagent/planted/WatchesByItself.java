package dev.navarch.nodeagent.planted;

import io.kubernetes.client.openapi.ApiClient;

/** Only cluster-client speaks HTTP to the API server. */
public final class WatchesByItself {
    private WatchesByItself() {}

    public static ApiClient client() {
        return new ApiClient();
    }
}
