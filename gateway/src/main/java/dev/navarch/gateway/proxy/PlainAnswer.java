package dev.navarch.gateway.proxy;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** An answer of the gateway's own: a line of text. */
final class PlainAnswer {
    private PlainAnswer() {}

    static Mono<Void> write(ServerWebExchange exchange, HttpStatus status, String text) {
        var response = exchange.getResponse();
        var line = (status.value() + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
        response.getHeaders().setContentLength(line.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(line)));
    }
}
