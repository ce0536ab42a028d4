package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.relay.Peer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens a connection to a server and asks it to speak another protocol on it. */
final class UpgradeClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Of a refusal; more is cut off. */
    private static final int MAX_REFUSAL = 64 << 10;

    private static final String CODEC = "http";
    private static final String ANSWER = "answer";

    private UpgradeClient() {}

    /** What the server said. */
    sealed interface Outcome {
        /** Nothing is read from the channel before {@link #begin} is called on its event loop. */
        record Upgraded(Channel channel, HttpHeaders headers) implements Outcome {
            /** The caller has added its handlers; bytes that came early reach them first. */
            void begin() {
                channel.pipeline().remove(ANSWER);
                channel.pipeline().remove(CODEC);
                channel.config().setAutoRead(true);
            }
        }

        @SuppressWarnings("ArrayRecordComponent")
        record Refused(int status, HttpHeaders headers, byte[] body) implements Outcome {}
    }

    /** @param near on whose event loop the connection shall live */
    static CompletableFuture<Outcome> open(Channel near, Peer peer, FullHttpRequest request) {
        var outcome = new CompletableFuture<Outcome>();
        var initializer = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                var tls = peer.tls();
                var address = peer.address();
                if (tls != null)
                    channel.pipeline()
                            .addLast(tls.newHandler(channel.alloc(), address.getHostString(), address.getPort()));
                channel.pipeline().addLast(CODEC, new HttpClientCodec()).addLast(ANSWER, new Answer(outcome));
            }
        };
        new Bootstrap()
                .group(near.eventLoop())
                .channelFactory(new ReflectiveChannelFactory<>(near.getClass()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(initializer)
                .connect(peer.address())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) connected.channel().writeAndFlush(request);
                    else outcome.completeExceptionally(connected.cause());
                });
        return outcome;
    }

    private static final class Answer extends SimpleChannelInboundHandler<HttpObject> {
        private final CompletableFuture<Outcome> outcome;
        private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
        private @Nullable HttpResponse response;

        Answer(CompletableFuture<Outcome> outcome) {
            this.outcome = outcome;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse head) response = head;
            if (part instanceof HttpContent content && refusal.size() < MAX_REFUSAL)
                refusal.writeBytes(ByteBufUtil.getBytes(content.content()));
            if (response == null || !(part instanceof LastHttpContent)) return;
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                context.channel().config().setAutoRead(false);
                outcome.complete(new Outcome.Upgraded(context.channel(), response.headers()));
            } else {
                outcome.complete(
                        new Outcome.Refused(response.status().code(), response.headers(), refusal.toByteArray()));
                context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            outcome.completeExceptionally(new IOException("the server closed the connection without an answer"));
            context.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            outcome.completeExceptionally(cause);
            context.close();
        }
    }
}
