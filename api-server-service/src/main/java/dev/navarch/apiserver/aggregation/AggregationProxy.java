package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.machinery.name.GroupVersion;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;

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
                    yield relayed(servers.ask(version, endpoint, question(request), PATIENCE));
                } catch (UnreachableException broken) {
                    yield unavailable("error trying to reach service: " + broken.getMessage());
                }
            }
        };
    }

    private static AggregatedServers.Question question(ApiRequest request) {
        var incoming = request.exchange().getRequest();
        var target = incoming.getURI().getRawPath();
        var query = incoming.getURI().getRawQuery();
        return new AggregatedServers.Question(
                HttpMethod.valueOf(request.method()),
                query == null ? target : target + "?" + query,
                request.caller().user(),
                passedOn(request),
                hasBody(request) ? incoming.getBody().map(NettyDataBufferFactory::toByteBuf) : Flux.<ByteBuf>empty());
    }

    private static boolean hasBody(ApiRequest request) {
        return request.headers().getContentLength() > 0 || request.headers().containsHeader("Transfer-Encoding");
    }

    private static HttpHeaders passedOn(ApiRequest request) {
        var headers = new DefaultHttpHeaders();
        request.headers().forEach((name, values) -> {
            if (FrontProxyHeaders.isPassedOn(name)) headers.add(name, values);
        });
        return headers;
    }

    private static ApiResponse relayed(AggregatedServers.Answer answer) {
        var headers = new org.springframework.http.HttpHeaders();
        for (Map.Entry<String, String> header : answer.headers())
            if (FrontProxyHeaders.isPassedOn(header.getKey())) headers.add(header.getKey(), header.getValue());
        return new ApiResponse.Relayed(answer.code(), headers, answer.body());
    }

    private static ApiResponse unavailable(String why) {
        return new ApiResponse.Bytes(
                UNAVAILABLE, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
