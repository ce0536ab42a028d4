package dev.navarch.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;

/**
 * Reads answers as browsers do: a line may end in a line feed alone, as in those of many CGI programs. Requests are read strictly,
 * since what two servers read differently could be smuggled past one of them.
 */
public final class AnswerDecoder implements ChannelPipelineConfigurer {
    private static final int HEADER_BYTES = 32 * 1024;

    @Override
    public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
        var config = new HttpDecoderConfig().setMaxHeaderSize(HEADER_BYTES).setStrictLineParsing(false);
        channel.pipeline()
                .replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new HttpClientCodec(config, false, false));
    }
}
