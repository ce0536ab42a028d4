package dev.navarch.apiserver.streams;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stops reading from the other side while this one has too much to send. */
final class Throttle extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Throttle(Channel other) {
        this.other = other;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }
}
