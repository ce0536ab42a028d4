package dev.navarch.nodeagent.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a connection over whose request asks to upgrade to a stream. It stands right behind the HTTP codec, before everything
 * that Spring sees. The runtime's own streaming server gets the same request, and from then on the two connections are one pipe:
 * SPDY and WebSocket alike pass through untouched, the 101 answer included.
 */
final class StreamUpgradeHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(StreamUpgradeHandler.class);
    private final StreamTargets targets;
    private final String codec;
    private boolean taken;

    /** @param codec the name of the handler that turns bytes into requests */
    StreamUpgradeHandler(StreamTargets targets, String codec) {
        this.targets = targets;
        this.codec = codec;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (taken) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request && asksForStream(request)) {
            taken = true;
            context.channel().config().setAutoRead(false);
            if (AgentCaller.isAllowed(peer(context.channel()), request.uri())) open(context, request);
            else refuse(context, 401, "Unauthorized");
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean asksForStream(HttpRequest request) {
        return StreamTargets.isStream(request.uri()) && request.headers().contains(HttpHeaderNames.UPGRADE);
    }

    private void open(ChannelHandlerContext context, HttpRequest request) {
        Thread.ofVirtual().name("stream-open").start(() -> {
            try {
                var target = targets.open(request.uri());
                context.executor().execute(() -> connect(context, request, target));
            } catch (AgentRequestException e) {
                context.executor().execute(() -> refuse(context, e.status(), String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                log.error("Stream not opened uri={}", request.uri(), e);
                context.executor().execute(() -> refuse(context, 500, String.valueOf(e.getMessage())));
            }
        });
    }

    private void connect(ChannelHandlerContext context, HttpRequest request, URI target) {
        var client = context.channel();
        new Bootstrap()
                .group(client.eventLoop())
                .channel(client instanceof EpollSocketChannel ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel runtime) {
                        runtime.pipeline().addLast(new Pipe(client));
                    }
                })
                .connect(target.getHost(), target.getPort())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) join(context, connected.channel(), request, target);
                    else refuse(context, 502, "cannot reach the runtime's streaming server");
                });
    }

    private void join(ChannelHandlerContext context, Channel runtime, HttpRequest request, URI target) {
        var pipeline = context.pipeline();
        pipeline.addLast("navarch.pipe", new Pipe(runtime));
        for (var name : List.copyOf(pipeline.names())) {
            var handler = pipeline.get(name);
            if (handler == null || handler instanceof SslHandler || name.equals("navarch.pipe") || name.equals(codec)) {
                continue;
            }
            pipeline.remove(name);
        }
        pipeline.remove(codec);
        var _ = runtime.writeAndFlush(head(request, target));
        runtime.read();
        context.channel().read();
    }

    private static ByteBuf head(HttpRequest request, URI target) {
        var text = new StringBuilder();
        text.append(request.method()).append(' ').append(target.getRawPath());
        if (target.getRawQuery() != null) text.append('?').append(target.getRawQuery());
        text.append(" HTTP/1.1\r\nHost: ").append(target.getAuthority()).append("\r\n");
        request.headers().forEach(header -> {
            if (header.getKey().equalsIgnoreCase("host")) return;
            text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        });
        return Unpooled.copiedBuffer(text.append("\r\n"), StandardCharsets.ISO_8859_1);
    }

    private static void refuse(ChannelHandlerContext context, int status, String message) {
        var body = Unpooled.copiedBuffer(message, StandardCharsets.UTF_8);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private static Certificate @Nullable [] peer(Channel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) return null;
        try {
            return tls.engine().getSession().getPeerCertificates();
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    /** One direction's end: what is read here is written there, and only then is more read. */
    private static final class Pipe extends ChannelInboundHandlerAdapter {
        private final Channel other;

        Pipe(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            other.writeAndFlush(message).addListener((ChannelFuture written) -> {
                if (written.isSuccess()) context.read();
                else end(context);
            });
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            log.debug("Stream ended error={}", failure.getMessage());
            end(context);
        }

        private static void end(ChannelHandlerContext context) {
            var _ = context.close();
        }
    }
}
