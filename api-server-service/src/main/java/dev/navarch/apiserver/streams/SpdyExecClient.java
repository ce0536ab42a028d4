package dev.navarch.apiserver.streams;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamFrame;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Speaks {@code v4.channel.k8s.io} over SPDY to an agent, as kubectl used to: one stream for each of the process's. The other end
 * (Go's spdystream) keeps no windows, so neither do we: TCP is what slows down.
 */
final class SpdyExecClient extends ChannelInboundHandlerAdapter {
    static final String PROTOCOL = "v4.channel.k8s.io";

    private final Listener listener;
    private final Map<ExecChannel, Integer> streams = new EnumMap<>(ExecChannel.class);
    private final Map<Integer, ExecChannel> channels = new HashMap<>();
    private final Set<ExecChannel> open = EnumSet.noneOf(ExecChannel.class);
    private final Channel agent;

    interface Listener {
        /** @param data to be released by the listener */
        void data(ExecChannel channel, ByteBuf data);

        /** The agent will send no more of it. */
        void ended(ExecChannel channel);

        /** The connection is gone, after everything else was told. */
        void closed();
    }

    SpdyExecClient(Channel agent, ExecStreams wanted, Listener listener) {
        this.agent = agent;
        this.listener = listener;
        var id = 1;
        for (var channel : ExecChannel.values()) {
            if (!channel.wanted(wanted)) continue;
            streams.put(channel, id);
            channels.put(id, channel);
            id += 2;
        }
        open.addAll(streams.keySet());
    }

    /** Opens the streams, in order of their ids. */
    void start() {
        streams.forEach((channel, id) -> {
            var frame = new DefaultSpdySynStreamFrame(id, 0, (byte) 0);
            frame.headers().set("streamtype", channel.streamType());
            agent.write(frame);
        });
        agent.flush();
    }

    void send(ExecChannel channel, ByteBuf data) {
        var id = streams.get(channel);
        if (id == null) data.release();
        else agent.writeAndFlush(new DefaultSpdyDataFrame(id, data));
    }

    void end(ExecChannel channel) {
        var id = streams.get(channel);
        if (id == null) return;
        var frame = new DefaultSpdyDataFrame(id, Unpooled.EMPTY_BUFFER);
        frame.setLast(true);
        agent.writeAndFlush(frame);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof SpdyDataFrame data) receive(data);
            else if (message instanceof SpdyPingFrame ping) answer(context, ping);
            else if (message instanceof SpdyRstStreamFrame reset) ended(reset);
            else if (message instanceof SpdySynReplyFrame reply && reply.isLast()) ended(reply);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.closed();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void receive(SpdyDataFrame frame) {
        var channel = channels.get(frame.streamId());
        if (channel == null) return;
        if (frame.content().isReadable()) listener.data(channel, frame.content().retain());
        if (frame.isLast()) ended(frame);
    }

    private void ended(SpdyStreamFrame frame) {
        var channel = channels.get(frame.streamId());
        if (channel != null && open.remove(channel)) listener.ended(channel);
    }

    /** Even ids are the agent's questions, odd ones answers to ours. */
    private static void answer(ChannelHandlerContext context, SpdyFrame ping) {
        if (ping instanceof SpdyPingFrame question && question.id() % 2 == 0)
            context.writeAndFlush(ReferenceCountUtil.retain(ping));
    }
}
