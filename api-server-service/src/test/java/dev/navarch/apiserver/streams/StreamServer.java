package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.Caller;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.apiserver.tls.ServerTls;
import dev.navarch.apiserver.tls.ServingCertificate;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.pki.ClusterPki;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Just enough of an API server on WebFlux and reactor-netty for kubectl to exec into a pod. */
final class StreamServer implements AutoCloseable {
    private static final GroupResource PODS = new GroupResource("", "pods");

    private final ObjectReader objects;
    private final List<SubresourceHandler> handlers;
    private final Scheduler virtualThreads =
            Schedulers.fromExecutorService(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
    private final DisposableServer server;

    StreamServer(ObjectReader objects, ClusterPki pki) {
        this.objects = objects;
        var tls = new AgentTls(
                pki.ensureKubeletClientCertificate(), pki.authority().certificate());
        handlers = List.of(new StreamHandler(objects, tls), new LogHandler(objects, tls));
        var http = HttpServer.create().host("127.0.0.1").port(0);
        server = new ServerTls(new ServingCertificate(pki.ensureServerCertificate(List.of(), List.of())))
                .apply(http)
                .handle(new ReactorHttpHandlerAdapter(
                        WebHttpHandlerBuilder.webHandler(this::handle).build()))
                .bindNow();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
        virtualThreads.dispose();
    }

    private Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.fromCallable(() -> answer(exchange))
                .subscribeOn(virtualThreads)
                .onErrorResume(StatusException.class, e -> Mono.just(refusal(e)))
                .flatMap(answer -> write(exchange, answer));
    }

    private ApiResponse answer(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().value();
        var fixed = discovery(path);
        if (fixed != null) return json(200, fixed);
        var parts = path.split("/");
        if (parts.length < 7 || !parts[5].equals("pods")) return json(404, "{}");
        if (parts.length == 7)
            return json(200, Json.text(Objects.requireNonNull(objects.find(PODS, parts[4], parts[6]))));
        var request = request(exchange, path, parts);
        return handlers.stream()
                .filter(handler -> handler.endpoints().contains(new SubresourceHandler.Endpoint(PODS, parts[7])))
                .findFirst()
                .orElseThrow()
                .handle(request);
    }

    private static ApiRequest request(ServerWebExchange exchange, String path, String[] parts) {
        var query = new LinkedHashMap<String, List<String>>();
        exchange.getRequest().getQueryParams().forEach(query::put);
        var info = new RequestInfo(true, "create", "", "v1", parts[4], "pods", parts[7], parts[6], path);
        return new ApiRequest(
                exchange.getRequest().getMethod().name(),
                info,
                new Caller(UserInfo.ANONYMOUS, "", Instant.MAX),
                query,
                exchange.getRequest().getHeaders(),
                () -> new byte[0],
                ApiRequest.noWarnings(),
                exchange);
    }

    private static Mono<Void> write(ServerWebExchange exchange, ApiResponse answer) {
        var response = exchange.getResponse();
        return switch (answer) {
            case ApiResponse.Takeover takeover -> takeover.writer().apply(exchange);
            case ApiResponse.Stream stream ->
                response.writeAndFlushWith(Flux.from(stream.body()).map(Mono::just));
            case ApiResponse.Bytes bytes -> {
                response.setStatusCode(HttpStatusCode.valueOf(bytes.code()));
                response.getHeaders().set("Content-Type", bytes.contentType());
                yield response.writeWith(Mono.just(response.bufferFactory().wrap(bytes.body())));
            }
            default -> Mono.error(new IllegalStateException("not asked of this server"));
        };
    }

    private static ApiResponse refusal(StatusException e) {
        return json(
                e.status().code(),
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":"
                        + e.status().code() + ",\"message\":\""
                        + e.status().message().replace("\"", "\\\"") + "\"}");
    }

    private static ApiResponse json(int code, String text) {
        return new ApiResponse.Bytes(code, "application/json", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static @Nullable String discovery(String path) {
        return switch (path) {
            case "/api" -> "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}";
            case "/apis" -> "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}";
            case "/api/v1" ->
                "{\"kind\":\"APIResourceList\",\"groupVersion\":\"v1\",\"resources\":[{\"name\":\"pods\",\"singularName\":\"pod\","
                        + "\"namespaced\":true,\"kind\":\"Pod\",\"verbs\":[\"get\"]}]}";
            default -> null;
        };
    }
}
