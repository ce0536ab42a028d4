package dev.navarch.nodeagent.cri;

import dev.navarch.nodeagent.cri.events.v1.EventsGrpc;
import dev.navarch.nodeagent.cri.v1.ImageServiceGrpc;
import dev.navarch.nodeagent.cri.v1.RuntimeServiceGrpc;
import dev.navarch.nodeagent.cri.v1.VersionRequest;
import dev.navarch.nodeagent.cri.v1.VersionResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One channel to one containerd. Calls block (on virtual threads) and each has a deadline; failures arrive as
 * {@link StatusRuntimeException} and are told apart with {@link #isNotFound} and {@link #message}.
 */
public final class CriClient implements AutoCloseable {
    public static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);
    private static final int LARGEST_MESSAGE = 16 << 20;

    private final MultiThreadIoEventLoopGroup eventLoop =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ManagedChannel channel;

    public CriClient(Path socket) {
        channel = NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
                .eventLoopGroup(eventLoop)
                .channelType(EpollDomainSocketChannel.class)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .overrideAuthority("localhost")
                .usePlaintext()
                .build();
    }

    public RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime() {
        return runtime(REQUEST_TIMEOUT);
    }

    public RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime(Duration timeout) {
        return RuntimeServiceGrpc.newBlockingStub(channel).withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    public ImageServiceGrpc.ImageServiceBlockingStub images(Duration timeout) {
        return ImageServiceGrpc.newBlockingStub(channel).withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    public EventsGrpc.EventsStub events() {
        return EventsGrpc.newStub(channel);
    }

    /** Null where nothing answers. */
    public @Nullable VersionResponse version(Duration timeout) {
        try {
            return runtime(timeout).version(VersionRequest.getDefaultInstance());
        } catch (StatusRuntimeException e) {
            return null;
        }
    }

    public static boolean isNotFound(StatusRuntimeException failure) {
        return failure.getStatus().getCode() == Status.Code.NOT_FOUND;
    }

    /** The runtime's own words. */
    public static String message(StatusRuntimeException failure) {
        var description = failure.getStatus().getDescription();
        return description == null ? failure.getStatus().getCode().name() : description;
    }

    /** As the runtime's callers show it: {@code rpc error: code = Unknown desc = …}. */
    public static String rpcError(StatusRuntimeException failure) {
        return "rpc error: code = " + codeName(failure.getStatus().getCode()) + " desc = " + message(failure);
    }

    private static String codeName(Status.Code code) {
        var name = new StringBuilder();
        for (var word : code.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        var _ = eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
