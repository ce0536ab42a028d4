package dev.navarch.apiserver.streams;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a session on which nothing has moved for hours. */
final class IdleEnd extends IdleStateHandler {
    private static final Duration LIMIT = Duration.ofHours(4);

    IdleEnd() {
        super(0, 0, LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        context.close();
    }
}
