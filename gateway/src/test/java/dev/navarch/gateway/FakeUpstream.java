package dev.navarch.gateway;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A pod's server, on a port of 127.0.0.1, that notes what it was asked. */
final class FakeUpstream implements AutoCloseable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    private FakeUpstream(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    requests.add(request.method() + " " + request.uri());
                    return handler.apply(request, response);
                })
                .bindNow();
    }

    /** Answers with its own name and the headers that it got. */
    static FakeUpstream named(String name) {
        return new FakeUpstream((request, response) -> response.header("X-Upstream", name)
                .sendString(Mono.just(name + "\n" + request.uri() + "\n"
                        + String.join(
                                "\n",
                                request.requestHeaders().entries().stream()
                                        .map(header -> header.getKey().toLowerCase(java.util.Locale.ROOT) + ": "
                                                + header.getValue())
                                        .toList()))));
    }

    /** Sends back what it is sent, as it comes. */
    static FakeUpstream echo() {
        return new FakeUpstream(
                (request, response) -> response.send(request.receive().retain()));
    }

    /** Sends back each text frame. */
    static FakeUpstream webSocketEcho() {
        return new FakeUpstream((_, response) -> response.sendWebsocket(
                (in, out) -> out.sendString(in.receive().asString().map(text -> "echo " + text))));
    }

    /** Breaks the connection where an answer is due. */
    static FakeUpstream breaking() {
        return new FakeUpstream((request, _) -> {
            request.withConnection(connection -> connection.channel().close());
            return Mono.never();
        });
    }

    /** Never answers. */
    static FakeUpstream silent() {
        return new FakeUpstream((_, _) -> Mono.never());
    }

    /** Sends its answer piece by piece, as the test says. */
    static FakeUpstream streaming(Flux<String> pieces) {
        var bytes = pieces.map(piece -> Unpooled.copiedBuffer(piece, StandardCharsets.UTF_8));
        return new FakeUpstream((_, response) -> response.send(bytes, _ -> true));
    }

    int port() {
        return server.port();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
