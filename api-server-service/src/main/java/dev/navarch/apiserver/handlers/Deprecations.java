package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.machinery.name.GroupVersionKind;
import java.util.Map;

/** Kinds that are served and better not used any more. */
final class Deprecations {
    private static final Map<GroupVersionKind, String> TEXTS = Map.of(
            new GroupVersionKind("", "v1", "ComponentStatus"), "v1 ComponentStatus is deprecated in v1.19+",
            new GroupVersionKind("", "v1", "Endpoints"),
                    "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");

    private Deprecations() {}

    static void warn(ApiRequest request, ServedResource resource) {
        var text = TEXTS.get(resource.kind());
        if (text != null) request.warn(text);
    }
}
