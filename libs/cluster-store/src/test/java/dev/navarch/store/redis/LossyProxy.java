package dev.navarch.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the store and Redis, and loses replies: what was sent gets through, the answers don't, the connections break. */
final class LossyProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final URI redis;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean mute;

    private LossyProxy(ServerSocket listener, URI redis) {
        this.listener = listener;
        this.redis = redis;
    }

    static LossyProxy before(RedisEndpoint endpoint) throws IOException {
        var proxy =
                new LossyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(endpoint.uri()));
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    RedisEndpoint endpoint() {
        return new RedisEndpoint("redis://" + redis.getUserInfo() + "@127.0.0.1:" + listener.getLocalPort());
    }

    void loseReplies() throws InterruptedException, IOException {
        mute = true;
        Thread.sleep(Duration.ofMillis(20));
        for (var socket : open) socket.close();
        mute = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) socket.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(redis.getHost(), redis.getPort());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> copy(client, server, false));
                Thread.ofVirtual().start(() -> copy(server, client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void copy(Socket from, Socket to, boolean replies) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[16 * 1024];
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!(replies && mute)) out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // broken on purpose
        } finally {
            open.remove(from);
        }
    }
}
