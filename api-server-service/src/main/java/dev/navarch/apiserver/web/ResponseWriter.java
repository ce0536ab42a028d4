package dev.navarch.apiserver.web;

import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.handlers.WarningHeaders;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        var body = answer.body();
        if (body.length > GZIP_FROM && acceptsGzip(exchange.getRequest().getHeaders())) {
            body = gzip(body);
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (body.length == 0) return response.setComplete();
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
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

    private static byte[] gzip(byte[] body) {
        var packed = new ByteArrayOutputStream(body.length / 8);
        try (var gzip = new FastGzip(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream to) throws IOException {
            super(to, 64 << 10);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
