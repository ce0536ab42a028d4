package dev.navarch.apiproxy.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ties one client to a backend. Nothing of the client is read before, so the next backend can be tried with nothing lost. */
final class Tie {
    private static final Logger log = LoggerFactory.getLogger(Tie.class);

    private final SocketChannel client;
    private final Iterator<Backend> candidates;
    private final Bootstrap toBackend;
    private final Runnable refused;

    Tie(SocketChannel client, Iterator<Backend> candidates, Bootstrap toBackend, Runnable refused) {
        this.client = client;
        this.candidates = candidates;
        this.toBackend = toBackend;
        this.refused = refused;
    }

    void connect() {
        if (!candidates.hasNext()) {
            log.warn("No backend takes a connection client={}", client.remoteAddress());
            refused.run();
            client.close();
            return;
        }
        var backend = candidates.next();
        // Counted before it is made: many that come at once are to see each other.
        backend.opened();
        toBackend.connect(backend.address().unresolved()).addListener((ChannelFuture attempt) -> {
            if (attempt.isSuccess()) join(attempt.channel(), backend);
            else next(backend, attempt.cause());
        });
    }

    private void next(Backend backend, Throwable cause) {
        backend.closed();
        backend.refused();
        log.info("Backend takes no connection backend={} cause={}", backend.address(), cause.getMessage());
        connect();
    }

    private void join(Channel server, Backend backend) {
        server.closeFuture().addListener(_ -> backend.closed());
        client.pipeline().addLast(new Relay(server));
        server.pipeline().addLast(new Relay(client));
        client.read();
        server.read();
    }
}
