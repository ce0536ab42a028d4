package dev.navarch.dns.forward;

import dev.navarch.dns.server.Upstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers of a resolv.conf, in their order, each for so long. So many questions at once: one that is too many fails at
 * once, so that a dead upstream cannot fill memory. Servers that lead back here are left out.
 */
public final class Forwarder implements Upstream {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(Forwarder.class);

    private final Path resolvConf;
    private final Set<InetSocketAddress> own;
    private final Set<InetSocketAddress> looping = ConcurrentHashMap.newKeySet();
    private final Semaphore permits;
    private volatile List<InetSocketAddress> servers = List.of();

    public Forwarder(Path resolvConf, Collection<InetSocketAddress> own, int atOnce) {
        this.resolvConf = resolvConf;
        this.own = Set.copyOf(own);
        this.permits = new Semaphore(atOnce);
        reload();
    }

    @Override
    public byte @Nullable [] exchange(byte[] query, boolean tcp) {
        if (!permits.tryAcquire()) return null;
        try {
            for (var server : servers) {
                if (looping.contains(server)) continue;
                var answer = ask(server, query, tcp);
                if (answer != null) return answer;
            }
            return null;
        } finally {
            permits.release();
        }
    }

    public String describe() {
        return servers.isEmpty() ? "none" : servers + (looping.isEmpty() ? "" : ", leading back here: " + looping);
    }

    /** Reads the file again. */
    void reload() {
        servers = ResolvConf.read(resolvConf).stream()
                .filter(server -> !own.contains(server))
                .toList();
    }

    List<InetSocketAddress> servers() {
        return servers;
    }

    void markLooping(InetSocketAddress server) {
        if (looping.add(server))
            log.error("Not forwarding to a server that sends queries back here server={} file={}", server, resolvConf);
    }

    void clearLooping(InetSocketAddress server) {
        if (looping.remove(server)) log.info("Forwarding again server={}", server);
    }

    static byte @Nullable [] ask(InetSocketAddress server, byte[] query, boolean tcp) {
        try {
            return new Exchange(server, TIMEOUT).send(query, tcp);
        } catch (IOException failure) {
            log.debug("No answer server={} failure={}", server, failure.toString());
            return null;
        }
    }
}
