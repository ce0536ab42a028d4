package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.relay.HttpRelay;
import dev.navarch.apiserver.relay.UnreachableException;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.machinery.name.GroupVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes on what is below {@code /apis/GROUP/VERSION} of an aggregated version, and its answer back, both as they come. */
public final class AggregationProxy implements Dispatcher.PathHandler {
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AggregatedVersions versions;
    private final AggregatedServers servers;
    private final ObjectReader objects;

    public AggregationProxy(AggregatedVersions versions, AggregatedServers servers, ObjectReader objects) {
        this.versions = versions;
        this.servers = servers;
        this.objects = objects;
    }

    @Override
    public @Nullable ApiResponse handle(ApiRequest request) {
        var parts = List.of(request.info().path().split("/"));
        if (parts.size() < 4 || !parts.get(1).equals("apis")) return null;
        var version = versions.find(new GroupVersion(parts.get(2), parts.get(3)));
        if (version == null) return null;
        if (!version.available()) return unavailable("service unavailable");
        return switch (ServiceEndpoint.find(objects, version)) {
            case ServiceEndpoint.Missing _ -> unavailable("service unavailable");
            case ServiceEndpoint.Ready(var endpoint) -> {
                try {
                    yield servers.ask(version, endpoint, request.caller().user(), question(request), PATIENCE)
                            .relayed();
                } catch (UnreachableException broken) {
                    yield unavailable("error trying to reach service: " + broken.getMessage());
                }
            }
        };
    }

    private static HttpRelay.Question question(ApiRequest request) {
        var uri = request.exchange().getRequest().getURI();
        var query = uri.getRawQuery();
        return HttpRelay.Question.of(request, query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query);
    }

    private static ApiResponse unavailable(String why) {
        return new ApiResponse.Bytes(
                UNAVAILABLE, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
