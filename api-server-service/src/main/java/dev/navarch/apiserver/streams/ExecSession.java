package dev.navarch.apiserver.streams;

import dev.navarch.machinery.codec.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.base64.Base64;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * One exec or attach between a WebSocket client and a SPDY agent. Output goes to the client as it comes; the status, which is one
 * message, when all of it has come; then the socket closes with 1000.
 */
final class ExecSession extends SimpleChannelInboundHandler<WebSocketFrame> implements SpdyExecClient.Listener {
    /** Of the status; more is cut off, which makes it unreadable and so a failure. */
    private static final int MAX_STATUS = 1 << 20;

    private final Subprotocol subprotocol;
    private final Channel client;
    private final SpdyExecClient agent;
    private final Channel agentChannel;
    private final Set<ExecChannel> awaited = EnumSet.noneOf(ExecChannel.class);
    private final ByteArrayOutputStream status = new ByteArrayOutputStream();
    private boolean finished;

    ExecSession(Subprotocol subprotocol, ExecStreams streams, Channel client, Channel agentChannel) {
        super(WebSocketFrame.class);
        this.subprotocol = subprotocol;
        this.client = client;
        this.agentChannel = agentChannel;
        this.agent = new SpdyExecClient(agentChannel, streams, this);
        for (var channel : EnumSet.of(ExecChannel.STDOUT, ExecChannel.STDERR, ExecChannel.ERROR))
            if (channel.wanted(streams)) awaited.add(channel);
    }

    SpdyExecClient agent() {
        return agent;
    }

    /** When both ends speak their protocols. */
    void start() {
        agent.start();
        // Old clients wait for a first message to know that they are connected.
        if (!subprotocol.canCloseStdin()) send(firstOutput(), Unpooled.EMPTY_BUFFER);
        client.flush();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case BinaryWebSocketFrame binary -> receive(binary.content().retain());
            case TextWebSocketFrame text -> receiveText(text.content());
            case PingWebSocketFrame ping ->
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close -> {
                agentChannel.close();
                context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            }
            default -> {}
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        agentChannel.close();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    public void data(ExecChannel channel, ByteBuf data) {
        if (channel == ExecChannel.ERROR) {
            if (status.size() < MAX_STATUS) status.writeBytes(ByteBufUtil.getBytes(data));
            data.release();
        } else {
            send(channel, data);
            client.flush();
        }
    }

    @Override
    public void ended(ExecChannel channel) {
        awaited.remove(channel);
        if (awaited.isEmpty()) finish();
    }

    @Override
    public void closed() {
        finish();
    }

    private void receiveText(ByteBuf text) {
        if (!subprotocol.base64() || !text.isReadable()) return;
        var number = text.readByte() - '0';
        var bytes = Base64.decode(text);
        receive(Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(new byte[] {(byte) number}), bytes));
    }

    /** @param message a channel's number and what it is sent */
    private void receive(ByteBuf message) {
        if (!message.isReadable()) {
            message.release();
            return;
        }
        int number = message.readUnsignedByte();
        if (number == ExecChannel.CLOSE && subprotocol.canCloseStdin()) {
            if (message.isReadable() && message.readUnsignedByte() == ExecChannel.STDIN.number())
                agent.end(ExecChannel.STDIN);
            message.release();
        } else if (number == ExecChannel.STDIN.number()) {
            agent.send(ExecChannel.STDIN, message);
        } else if (number == ExecChannel.RESIZE.number()) {
            agent.send(ExecChannel.RESIZE, message);
        } else {
            message.release();
        }
    }

    private void finish() {
        if (finished) return;
        finished = true;
        var last = lastMessage();
        if (!last.isEmpty()) send(ExecChannel.ERROR, Unpooled.copiedBuffer(last, StandardCharsets.UTF_8));
        client.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                .addListener(ChannelFutureListener.CLOSE);
        agentChannel.close();
    }

    private String lastMessage() {
        var text = status.size() == 0
                ? "{\"metadata\":{},\"status\":\"Failure\",\"reason\":\"InternalError\",\"code\":500,"
                        + "\"message\":\"the connection to the node's agent ended before the process did\"}"
                : status.toString(StandardCharsets.UTF_8);
        if (subprotocol.statusObject()) return text;
        try {
            var object = Json.read(text);
            return object.path("status").asString("").equals("Success")
                    ? ""
                    : object.path("message").asString("");
        } catch (JacksonException e) {
            return text;
        }
    }

    private ExecChannel firstOutput() {
        if (awaited.contains(ExecChannel.STDOUT)) return ExecChannel.STDOUT;
        return awaited.contains(ExecChannel.STDERR) ? ExecChannel.STDERR : ExecChannel.ERROR;
    }

    /** Takes over the data. */
    private void send(ExecChannel channel, ByteBuf data) {
        if (subprotocol.base64()) {
            var encoded = Base64.encode(data, false);
            data.release();
            var digit = Unpooled.wrappedBuffer(new byte[] {(byte) ('0' + channel.number())});
            client.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(digit, encoded)));
        } else {
            var number = Unpooled.wrappedBuffer(new byte[] {(byte) channel.number()});
            client.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(number, data)));
        }
    }
}
