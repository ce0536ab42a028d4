package dev.navarch.gateway.proxy;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import reactor.core.publisher.Mono;

/**
 * Tries further endpoints when a WebSocket cannot be connected. It is here that this is done since the client has its 101 by then,
 * so the filters cannot send the request again.
 */
public final class FailoverWebSocketClient implements WebSocketClient {
    private final WebSocketClient client;
    private final int attempts;

    public FailoverWebSocketClient(WebSocketClient client, int attempts) {
        this.client = client;
        this.attempts = attempts;
    }

    @Override
    public Mono<Void> execute(URI url, WebSocketHandler handler) {
        return execute(url, new HttpHeaders(), handler);
    }

    @Override
    public Mono<Void> execute(URI url, HttpHeaders headers, WebSocketHandler handler) {
        return execute(url, headers, handler, attempts);
    }

    private Mono<Void> execute(URI url, HttpHeaders headers, WebSocketHandler handler, int left) {
        return client.execute(url, headers, handler)
                .onErrorResume(
                        failure -> left > 1 && UpstreamFailure.beforeConnection(failure),
                        failure -> Mono.deferContextual(context -> {
                            Attempts others = context.get(Attempts.class);
                            var endpoint = others.next();
                            if (endpoint == null) return Mono.error(failure);
                            var next =
                                    url.toString().replace(url.getRawAuthority(), EndpointFilter.authority(endpoint));
                            return execute(URI.create(next), headers, handler, left - 1);
                        }));
    }
}
