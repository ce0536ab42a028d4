package dev.navarch.dns.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket and one thread a core, all on the same port: the kernel spreads the clients over them. What has arrived is taken from
 * the kernel, which has room for some hundred queries, before the next few are answered. What is known is answered on that thread;
 * what must be asked elsewhere goes to a virtual thread, whose number the upstream bounds.
 */
final class UdpListener implements AutoCloseable {
    private static final int LARGEST = 65_535;
    private static final int MOST_THREADS = 8;
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int MOST_WAITING = 16_384;
    private static final int ANSWERED_AT_ONCE = 16;
    private static final int SEND_ATTEMPTS = 100;
    private static final long SEND_AGAIN_NANOS = 10_000;
    private static final Logger log = LoggerFactory.getLogger(UdpListener.class);

    private final QueryHandler handler;
    private final List<Socket> sockets = new ArrayList<>();

    private record Socket(DatagramChannel channel, Selector selector) {}

    private static final class Query {
        private final SocketAddress client;
        private final byte[] wire;

        Query(SocketAddress client, byte[] wire) {
            this.client = client;
            this.wire = wire;
        }
    }

    private UdpListener(QueryHandler handler) {
        this.handler = handler;
    }

    static UdpListener open(InetSocketAddress address, QueryHandler handler) throws IOException {
        var listener = new UdpListener(handler);
        var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        try {
            for (var i = 0; i < threads; i++) listener.sockets.add(bind(address));
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
        for (var socket : listener.sockets)
            Thread.ofPlatform().name("dns-udp").daemon().start(() -> listener.serve(socket));
        return listener;
    }

    private static Socket bind(InetSocketAddress address) throws IOException {
        var channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.bind(address).configureBlocking(false);
        var selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        return new Socket(channel, selector);
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                socket.channel.close();
                socket.selector.close();
            } catch (IOException failure) {
                log.debug("Closing failed", failure);
            }
        }
    }

    private void serve(Socket socket) {
        var buffer = ByteBuffer.allocateDirect(LARGEST);
        var waiting = new ArrayDeque<Query>();
        while (socket.channel.isOpen()) {
            try {
                if (waiting.isEmpty()) {
                    socket.selector.select();
                    socket.selector.selectedKeys().clear();
                }
                receive(socket.channel, buffer, waiting);
                for (var i = 0; i < ANSWERED_AT_ONCE && !waiting.isEmpty(); i++)
                    answer(socket.channel, waiting.remove());
            } catch (ClosedChannelException | ClosedSelectorException _) {
                return;
            } catch (IOException | RuntimeException failure) {
                log.debug("A query was dropped", failure);
            }
        }
    }

    private static void receive(DatagramChannel channel, ByteBuffer buffer, Queue<Query> waiting) throws IOException {
        while (waiting.size() < MOST_WAITING) {
            var client = channel.receive(buffer.clear());
            if (client == null) return;
            var wire = new byte[buffer.flip().remaining()];
            buffer.get(wire);
            waiting.add(new Query(client, wire));
        }
    }

    private void answer(DatagramChannel channel, Query query) throws IOException {
        switch (handler.answerLocally(query.wire, false)) {
            case null -> {}
            case QueryHandler.Local.Known(var response) -> send(channel, response, query.client);
            case QueryHandler.Local.Unknown unknown -> Thread.ofVirtual().start(() -> ask(channel, query, unknown));
        }
    }

    private void ask(DatagramChannel channel, Query query, QueryHandler.Local.Unknown unknown) {
        try {
            send(channel, ByteBuffer.wrap(handler.finish(query.wire, unknown, false)), query.client);
        } catch (IOException | RuntimeException failure) {
            log.debug("An answer was lost", failure);
        }
    }

    /** The kernel takes nothing while it has too much on its way out. A client whose answer was lost asks again. */
    private static void send(DatagramChannel channel, ByteBuffer response, SocketAddress client) throws IOException {
        for (var attempt = 0; attempt < SEND_ATTEMPTS; attempt++) {
            if (channel.send(response, client) > 0) return;
            LockSupport.parkNanos(SEND_AGAIN_NANOS);
        }
    }
}
