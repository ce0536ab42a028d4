package dev.navarch.apiserver.streams;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Takes an HTTP/1.1 connection from the web server for good: every handler but TLS is taken out of its pipeline, 101 is written as plain
 * bytes, and from then on the connection is ours until it closes. Only on the channel's event loop.
 */
final class ClientTakeover {
    private ClientTakeover() {}

    static Channel channel(ServerHttpResponse response) {
        HttpServerResponse plain = response instanceof ServerHttpResponseDecorator
                ? ServerHttpResponseDecorator.getNativeResponse(response)
                : ((AbstractServerHttpResponse) response).getNativeResponse();
        var channel = new AtomicReference<Channel>();
        plain.withConnection(connection -> channel.set(connection.channel()));
        return Objects.requireNonNull(channel.get());
    }

    static Mono<Void> onEventLoop(Channel channel, Supplier<Mono<Void>> action) {
        return Mono.create(sink -> {
            Runnable run = () -> action.get().subscribe(null, sink::error, sink::success);
            if (channel.eventLoop().inEventLoop()) run.run();
            else channel.eventLoop().execute(run);
        });
    }

    /**
     * @param headers of the answer
     * @param handlers that see the client's bytes after TLS
     * @return completes when the connection is closed; the web server must not get it back before
     */
    static Mono<Void> take(Channel channel, Map<String, String> headers, List<ChannelHandler> handlers) {
        var pipeline = channel.pipeline();
        var others = pipeline.toMap().values().stream()
                .filter(handler -> !(handler instanceof SslHandler))
                .toList();
        var threshold = new Threshold();
        pipeline.addLast(threshold);
        handlers.forEach(pipeline::addLast);
        pipeline.addLast(new LastResort());
        others.forEach(pipeline::remove);
        // From the threshold outwards, past the new handlers, which would take it for their own protocol.
        pipeline.context(threshold).writeAndFlush(Unpooled.copiedBuffer(head(headers), StandardCharsets.US_ASCII));
        channel.config().setAutoRead(true);
        return Mono.create(sink -> channel.closeFuture().addListener(_ -> sink.success()));
    }

    private static String head(Map<String, String> headers) {
        var head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** Where HTTP ended and the new protocol begins. */
    private static final class Threshold extends ChannelInboundHandlerAdapter {}

    private static final class LastResort extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
