package dev.navarch.apiproxy.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;

/**
 * One direction of a tie: what this side says is written to the other, and only when that has gone out is more read. With both
 * sides on one event loop there is at most one read's worth of bytes held a direction.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Relay(Channel other) {
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        other.writeAndFlush(bytes).addListener((ChannelFuture written) -> {
            if (written.isSuccess()) context.channel().read();
            else context.channel().close();
        });
    }

    /** This side has said all; it may still be told something. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) return;
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput(context.channel()));
    }

    private void endOutput(Channel self) {
        ((DuplexChannel) other).shutdownOutput();
        // Both directions have ended when this side's output was ended before.
        if (((DuplexChannel) self).isOutputShutdown()) {
            self.close();
            other.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** A reset of one side becomes an end of the other. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
