package dev.navarch.dns.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A virtual thread a connection, so many connections at most; one that is too many is closed at once. */
final class TcpListener implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(TcpListener.class);

    private final ServerSocket listening;
    private final QueryHandler handler;
    private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);

    private TcpListener(ServerSocket listening, QueryHandler handler) {
        this.listening = listening;
        this.handler = handler;
    }

    static TcpListener open(InetSocketAddress address, QueryHandler handler) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address);
        var listener = new TcpListener(socket, handler);
        Thread.ofVirtual().name("dns-tcp").start(listener::accept);
        return listener;
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            log.debug("Closing failed", failure);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var connection = listening.accept();
                if (connections.tryAcquire())
                    Thread.ofVirtual().name("dns-tcp-client").start(() -> serve(connection));
                else connection.close();
            } catch (IOException failure) {
                if (!listening.isClosed()) log.warn("Accepting failed failure={}", failure.toString());
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(Math.toIntExact(IDLE.toMillis()));
            connection.setTcpNoDelay(true);
            var in = new DataInputStream(connection.getInputStream());
            var out = new DataOutputStream(connection.getOutputStream());
            while (answerNext(in, out)) {}
        } catch (IOException | RuntimeException failure) {
            log.debug("Connection ended", failure);
        } finally {
            connections.release();
        }
    }

    private boolean answerNext(DataInputStream in, DataOutputStream out) throws IOException {
        int length;
        try {
            length = in.readUnsignedShort();
        } catch (EOFException _) {
            return false;
        }
        var wire = in.readNBytes(length);
        if (wire.length < length) return false;
        var response = switch (handler.answerLocally(wire, true)) {
            case null -> null;
            case QueryHandler.Local.Known(var known) -> bytes(known);
            case QueryHandler.Local.Unknown unknown -> handler.finish(wire, unknown, true);
        };
        if (response == null) return false;
        var framed = new byte[response.length + 2];
        framed[0] = (byte) (response.length >> 8);
        framed[1] = (byte) response.length;
        System.arraycopy(response, 0, framed, 2, response.length);
        out.write(framed);
        out.flush();
        return true;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
