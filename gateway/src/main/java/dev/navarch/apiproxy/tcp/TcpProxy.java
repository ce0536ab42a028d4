package dev.navarch.apiproxy.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections and ties each to the backend that takes it first. Bytes pass unread in both directions; an end of one
 * direction is passed on while the other goes on, and each side is read only as fast as the other takes it. Whole connections,
 * with both their ends, live on one event loop.
 */
public final class TcpProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TcpProxy.class);
    private static final int BACKLOG = 1024;
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Bytes are handled only when both ends are there. */
    private static final ChannelHandler NOTHING_YET = new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {}
    };

    private final Settings settings;
    private final BackendPool pool;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    private final DnsAddressResolverGroup names =
            new DnsAddressResolverGroup(NioDatagramChannel.class, DnsServerAddressStreamProviders.platformDefault());
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable Channel listening;

    /**
     * @param listen with port 0, any free one is taken
     * @param maxConnections those beyond it are closed at once
     * @param drain how long connections may go on when the proxy stops
     */
    public record Settings(HostAndPort listen, Duration connectTimeout, int maxConnections, Duration drain) {}

    public TcpProxy(Settings settings, BackendPool pool) {
        this.settings = settings;
        this.pool = pool;
    }

    public void start() {
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accept(client);
                    }
                })
                .bind(settings.listen().resolved())
                .syncUninterruptibly()
                .channel();
        log.info("Listening address={} port={}", settings.listen().host(), port());
    }

    public boolean isRunning() {
        var channel = listening;
        return channel != null && channel.isActive();
    }

    public int port() {
        var channel = listening;
        return channel == null ? 0 : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Connections that were closed because there were too many, or because no backend took them. */
    public long refused() {
        return refused.get();
    }

    /** Takes no more connections, waits for those there are, and cuts off what is left. */
    @Override
    public void close() {
        var channel = listening;
        listening = null;
        if (channel != null) channel.close().awaitUninterruptibly();
        var deadline = System.nanoTime() + settings.drain().toNanos();
        try {
            while (!clients.isEmpty() && System.nanoTime() < deadline) Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!clients.isEmpty()) log.info("Cutting off connections count={}", clients.size());
        clients.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        names.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private void accept(SocketChannel client) {
        if (clients.size() >= settings.maxConnections()) {
            refused.incrementAndGet();
            client.close();
            return;
        }
        clients.add(client);
        var toBackend = new Bootstrap()
                .group(client.eventLoop())
                .resolver(names)
                .channel(NioSocketChannel.class)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(NOTHING_YET);
        new Tie(client, pool.candidates().iterator(), toBackend, refused::incrementAndGet).connect();
    }
}
