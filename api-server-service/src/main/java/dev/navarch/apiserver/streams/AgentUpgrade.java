package dev.navarch.apiserver.streams;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens a connection to an agent and asks it to speak SPDY on it. */
final class AgentUpgrade {
    static final String SPDY = "SPDY/3.1";
    static final String STREAM_PROTOCOL = "X-Stream-Protocol-Version";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Of a refusal; more is cut off. */
    private static final int MAX_REFUSAL = 64 << 10;

    private static final String CODEC = "http";
    private static final String ANSWER = "answer";

    private final AgentTls tls;

    AgentUpgrade(AgentTls tls) {
        this.tls = tls;
    }

    /** What the agent said. */
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
        record Refused(int status, byte[] body) implements Outcome {}
    }

    /** @param near on whose event loop the connection shall live */
    CompletableFuture<Outcome> open(Channel near, AgentAddress agent, String pathAndQuery, List<String> protocols) {
        var outcome = new CompletableFuture<Outcome>();
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, pathAndQuery);
        request.headers()
                .set(HttpHeaderNames.HOST, agent.toString())
                .set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.UPGRADE, SPDY)
                .set(HttpHeaderNames.CONTENT_LENGTH, 0);
        protocols.forEach(protocol -> request.headers().add(STREAM_PROTOCOL, protocol));
        var initializer = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(tls.context().newHandler(channel.alloc(), agent.host(), agent.port()))
                        .addLast(CODEC, new HttpClientCodec())
                        .addLast(ANSWER, new Answer(outcome));
            }
        };
        new Bootstrap()
                .group(near.eventLoop())
                .channelFactory(new ReflectiveChannelFactory<>(near.getClass()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(initializer)
                .connect(agent.host(), agent.port())
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
                outcome.complete(new Outcome.Refused(response.status().code(), refusal.toByteArray()));
                context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            outcome.completeExceptionally(new java.io.IOException("the agent closed the connection without an answer"));
            context.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            outcome.completeExceptionally(cause);
            context.close();
        }
    }
}
