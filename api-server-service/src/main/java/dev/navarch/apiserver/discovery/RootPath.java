package dev.navarch.apiserver.discovery;

import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.machinery.codec.Json;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /}: which other paths there are. */
public final class RootPath implements Dispatcher.PathHandler {
    private static final List<String> FIXED = List.of(
            "/.well-known/openid-configuration",
            "/api",
            "/apis",
            "/healthz",
            "/livez",
            "/metrics",
            "/openapi/v2",
            "/openapi/v3",
            "/openid/v1/jwks",
            "/readyz",
            "/version");

    private final ServedResources served;

    public RootPath(ServedResources served) {
        this.served = served;
    }

    @Override
    public @Nullable ApiResponse handle(ApiRequest request) {
        if (!request.info().path().equals("/")) return null;
        var paths = new TreeSet<>(FIXED);
        for (var resource : served.all()) {
            var version = resource.names().groupVersion();
            if (!version.group().isEmpty()) paths.add("/apis/" + version.group());
            paths.add(version.group().isEmpty() ? "/api/" + version : "/apis/" + version);
        }
        var document = Json.object();
        paths.forEach(document.putArray("paths")::add);
        return new ApiResponse.Bytes(200, "application/json", ObjectResponses.json(document, true));
    }
}
