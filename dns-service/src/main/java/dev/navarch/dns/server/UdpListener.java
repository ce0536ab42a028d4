package dev.navarch.dns.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket and one thread a core, all on the same port: the kernel spreads the clients over them. What is known is answered on
 * that thread; what must be asked elsewhere goes to a virtual thread, whose number the upstream bounds.
 */
final class UdpListener implements AutoCloseable {
    private static final int LARGEST = 65_535;
    private static final int MOST_THREADS = 8;
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final Logger log = LoggerFactory.getLogger(UdpListener.class);

    private final QueryHandler handler;
    private final List<DatagramChannel> channels = new ArrayList<>();

    private UdpListener(QueryHandler handler) {
        this.handler = handler;
    }

    static UdpListener open(InetSocketAddress address, QueryHandler handler) throws IOException {
        var listener = new UdpListener(handler);
        var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        try {
            for (var i = 0; i < threads; i++) listener.channels.add(bind(address));
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
        for (var channel : listener.channels)
            Thread.ofPlatform().name("dns-udp").daemon().start(() -> listener.serve(channel));
        return listener;
    }

    private static DatagramChannel bind(InetSocketAddress address) throws IOException {
        var channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        return channel.bind(address);
    }

    @Override
    public void close() {
        for (var channel : channels) {
            try {
                channel.close();
            } catch (IOException failure) {
                log.debug("Closing failed", failure);
            }
        }
    }

    private void serve(DatagramChannel channel) {
        var buffer = ByteBuffer.allocateDirect(LARGEST);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                var client = channel.receive(buffer);
                if (client == null) continue;
                var wire = new byte[buffer.flip().remaining()];
                buffer.get(wire);
                answer(channel, client, wire);
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException | RuntimeException failure) {
                log.debug("A query was dropped", failure);
            }
        }
    }

    private void answer(DatagramChannel channel, SocketAddress client, byte[] wire) throws IOException {
        switch (handler.answerLocally(wire, false)) {
            case null -> {}
            case QueryHandler.Local.Known(var response) -> channel.send(response, client);
            case QueryHandler.Local.Unknown unknown ->
                Thread.ofVirtual().start(() -> ask(channel, client, wire, unknown));
        }
    }

    private void ask(DatagramChannel channel, SocketAddress client, byte[] wire, QueryHandler.Local.Unknown unknown) {
        try {
            channel.send(ByteBuffer.wrap(handler.finish(wire, unknown, false)), client);
        } catch (IOException | RuntimeException failure) {
            log.debug("An answer was lost", failure);
        }
    }
}
