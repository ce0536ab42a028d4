package dev.navarch.apiserver.streams;

import dev.navarch.pki.KeyAndCertificate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * A node agent that runs three programs: {@code cat}, {@code fail} (exit code 3) and {@code zeros N} (writes N bytes); logs say "a line".
 * Lets nobody in but who has a certificate of the cluster.
 */
final class FakeAgent implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel channel;

    FakeAgent(KeyAndCertificate server, X509Certificate authority) throws SSLException, InterruptedException {
        var tls = SslContextBuilder.forServer(server.key(), server.certificate())
                .trustManager(authority)
                .clientAuth(ClientAuth.REQUIRE)
                .build();
        channel = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Http(tls))
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }

    private static final class Http extends ChannelInitializer<Channel> {
        private final SslContext tls;

        Http(SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel child) {
            child.pipeline()
                    .addLast(tls.newHandler(child.alloc()))
                    .addLast("codec", new HttpServerCodec())
                    .addLast("aggregator", new HttpObjectAggregator(1 << 20))
                    .addLast("requests", new Requests());
        }
    }

    private static final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            var query = new QueryStringDecoder(request.uri());
            if (query.path().startsWith("/containerLogs/")) {
                var line = Unpooled.copiedBuffer("a line\n", StandardCharsets.UTF_8);
                var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, line);
                answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, line.readableBytes());
                context.writeAndFlush(answer);
                return;
            }
            var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
            answer.headers()
                    .set(HttpHeaderNames.CONNECTION, "Upgrade")
                    .set(HttpHeaderNames.UPGRADE, "SPDY/3.1")
                    .set(AgentUpgrade.STREAM_PROTOCOL, request.headers().get(AgentUpgrade.STREAM_PROTOCOL));
            var command = query.parameters().getOrDefault("command", List.of("cat"));
            context.writeAndFlush(answer).addListener(_ -> {
                var pipeline = context.pipeline();
                pipeline.addLast(new SpdyFrameCodec(SpdyVersion.SPDY_3_1)).addLast(new Program(command));
                List.of("requests", "aggregator", "codec").forEach(pipeline::remove);
            });
        }
    }

    private static final class Program extends ChannelInboundHandlerAdapter {
        private final List<String> command;
        private final Map<String, Integer> streams = new HashMap<>();

        Program(List<String> command) {
            this.command = command;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof SpdySynStreamFrame opened) {
                    streams.put(opened.headers().get("streamtype").toString(), opened.streamId());
                    var reply = new DefaultSpdySynReplyFrame(opened.streamId());
                    // Without any header netty leaves out the whole block, which Go does not forgive.
                    reply.headers().set("accepted", "yes");
                    context.writeAndFlush(reply);
                    if (streams.containsKey("stdout") && streams.containsKey("error")) started(context);
                } else if (message instanceof SpdyDataFrame data
                        && Integer.valueOf(data.streamId()).equals(streams.get("stdin"))) {
                    if (data.content().isReadable())
                        stdout(context, data.content().retain());
                    if (data.isLast()) exit(context, "{\"metadata\":{},\"status\":\"Success\"}");
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void started(ChannelHandlerContext context) {
            switch (command.getFirst()) {
                case "fail" ->
                    exit(
                            context,
                            "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated with non-zero exit"
                                    + " code\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"3\"}]}}");
                case "zeros" -> {
                    for (var left = Integer.parseInt(command.getLast()); left > 0; left -= BLOCK)
                        stdout(context, Unpooled.wrappedBuffer(new byte[Math.min(left, BLOCK)]));
                    exit(context, "{\"metadata\":{},\"status\":\"Success\"}");
                }
                default -> {}
            }
        }

        private void stdout(ChannelHandlerContext context, ByteBuf data) {
            context.writeAndFlush(new DefaultSpdyDataFrame(streams.getOrDefault("stdout", 0), data));
        }

        private void exit(ChannelHandlerContext context, String status) {
            var error = new DefaultSpdyDataFrame(
                    streams.getOrDefault("error", 0), Unpooled.copiedBuffer(status, StandardCharsets.UTF_8));
            error.setLast(true);
            context.write(error);
            var end = new DefaultSpdyDataFrame(streams.getOrDefault("stdout", 0), Unpooled.EMPTY_BUFFER);
            end.setLast(true);
            context.writeAndFlush(end).addListener(_ -> context.close());
        }
    }
}
