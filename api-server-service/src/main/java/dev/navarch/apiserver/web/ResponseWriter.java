package dev.navarch.apiserver.web;

import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.handlers.WarningHeaders;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts answers on the wire. */
public final class ResponseWriter {
    private static final int GZIP_FROM = 128 << 10;

    Mono<Void> write(ServerWebExchange exchange, @Nullable ApiRequest request, ApiResponse answer) {
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        if (request != null) WarningHeaders.of(request.warnings()).forEach(text -> headers.add("Warning", text));
        return switch (answer) {
            case ApiResponse.Bytes bytes -> bytes(exchange, response, bytes);
            case ApiResponse.Pieces pieces ->
                body(exchange, start(response, pieces.code(), pieces.contentType()), pieces.body());
            case ApiResponse.Stream stream -> stream(response, stream);
            case ApiResponse.Relayed relayed -> relay(response, relayed);
            case ApiResponse.Takeover takeover -> takeover.writer().apply(exchange);
            case ApiResponse.Object object ->
                bytes(
                        exchange,
                        response,
                        new ApiResponse.Bytes(
                                object.code(), "application/json", ObjectResponses.json(object.object(), false)));
        };
    }

    private static Mono<Void> bytes(ServerWebExchange exchange, ServerHttpResponse response, ApiResponse.Bytes answer) {
        var headers = start(response, answer.code(), answer.contentType());
        answer.headers().forEach(headers::set);
        if (answer.body().length == 0) return response.setComplete();
        return body(exchange, headers, List.of(ByteBuffer.wrap(answer.body())));
    }

    private static Mono<Void> body(ServerWebExchange exchange, HttpHeaders headers, List<ByteBuffer> pieces) {
        var body = pieces;
        if (length(body) > GZIP_FROM && acceptsGzip(exchange.getRequest().getHeaders())) {
            body = List.of(gzip(body));
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        headers.setContentLength(length(body));
        var response = exchange.getResponse();
        return response.writeWith(Flux.fromIterable(body).map(response.bufferFactory()::wrap));
    }

    private static long length(List<ByteBuffer> pieces) {
        return pieces.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    private static Mono<Void> stream(ServerHttpResponse response, ApiResponse.Stream answer) {
        start(response, answer.code(), answer.contentType());
        // The first, empty piece flushes the headers: a client has to know at once that its watch stands.
        var nothing = Mono.<DataBuffer>just(response.bufferFactory().wrap(new byte[0]));
        return response.writeAndFlushWith(
                Flux.concat(Flux.just(nothing), Flux.from(answer.body()).map(Mono::just)));
    }

    private static Mono<Void> relay(ServerHttpResponse response, ApiResponse.Relayed answer) {
        response.setRawStatusCode(answer.code());
        answer.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        return response.writeAndFlushWith(Flux.from(answer.body()).map(Mono::just));
    }

    private static HttpHeaders start(ServerHttpResponse response, int code, String contentType) {
        response.setRawStatusCode(code);
        var headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL))
            headers.set(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        return headers;
    }

    private static boolean acceptsGzip(HttpHeaders headers) {
        for (var value : headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING)) if (value.contains("gzip")) return true;
        return false;
    }

    private static ByteBuffer gzip(List<ByteBuffer> pieces) {
        var packed = new ByteArrayOutputStream(Math.toIntExact(length(pieces) / 8));
        try (var gzip = Channels.newChannel(new FastGzip(packed))) {
            for (var piece : pieces) gzip.write(piece.duplicate());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ByteBuffer.wrap(packed.toByteArray());
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream to) throws IOException {
            super(to, 64 << 10);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
