package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.relay.HttpRelay;
import dev.navarch.apiserver.relay.Peer;
import dev.navarch.apiserver.relay.UnreachableException;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.streams.UpgradeClient.Outcome;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Joins a client that asks for another protocol, such as WebSocket, to a server that agrees, byte by byte. */
public final class UpgradeRelay {
    private UpgradeRelay() {}

    /** @throws UnreachableException when the server does not answer in time */
    public static ApiResponse join(ApiRequest request, Peer peer, HttpRelay.Question question, Duration patience) {
        var client = ClientTakeover.channel(request.exchange().getResponse());
        return switch (ask(client, peer, upgrade(request, peer, question), patience)) {
            case Outcome.Upgraded upgraded -> {
                // Whatever becomes of the client, the server's end does not outlive it.
                client.closeFuture().addListener(_ -> upgraded.channel().close());
                yield joined(client, texts(upgraded.headers()), upgraded);
            }
            case Outcome.Refused(var status, var headers, var body) -> {
                var type = headers.get(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
                yield new ApiResponse.Bytes(status, type, body);
            }
        };
    }

    private static DefaultFullHttpRequest upgrade(ApiRequest request, Peer peer, HttpRelay.Question question) {
        var upgrade = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, question.method(), question.target());
        var protocol = request.header("Upgrade");
        upgrade.headers()
                .add(question.headers())
                .set(HttpHeaderNames.HOST, peer.host())
                .set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.UPGRADE, protocol == null ? "" : protocol);
        return upgrade;
    }

    private static Outcome ask(Channel client, Peer peer, DefaultFullHttpRequest upgrade, Duration patience) {
        try {
            return UpgradeClient.open(client, peer, upgrade).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new UnreachableException(failed);
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(left);
        }
    }

    /**
     * Byte by byte from now on.
     *
     * @param headers of the answer to the client
     */
    static ApiResponse joined(Channel client, Map<String, String> headers, Outcome.Upgraded upgraded) {
        return new ApiResponse.Takeover(_ -> ClientTakeover.onEventLoop(client, () -> {
            var closed = ClientTakeover.take(client, headers, List.of(new IdleEnd(), new Relay(upgraded.channel())));
            upgraded.channel().pipeline().addLast(new Relay(client));
            upgraded.begin();
            return closed;
        }));
    }

    private static Map<String, String> texts(HttpHeaders headers) {
        var texts = new LinkedHashMap<String, String>();
        headers.forEach(header -> texts.merge(header.getKey(), header.getValue(), (one, more) -> one + ", " + more));
        return texts;
    }
}
