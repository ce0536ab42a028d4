package dev.navarch.dns.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on one address and port, UDP and TCP. */
public final class DnsServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DnsServer.class);

    private final InetSocketAddress address;
    private final QueryHandler handler;
    private volatile @Nullable UdpListener udp;
    private volatile @Nullable TcpListener tcp;

    /** @param address with port 0, any free one is taken */
    public DnsServer(InetSocketAddress address, List<Resolver> chain, Upstream upstream) {
        this.address = address;
        this.handler = new QueryHandler(chain, upstream);
    }

    public void start() {
        try {
            var first = TcpListener.open(address, handler);
            tcp = first;
            udp = UdpListener.open(new InetSocketAddress(address.getAddress(), first.port()), handler);
            log.info("Answering address={} port={}", address.getHostString(), first.port());
        } catch (IOException failure) {
            close();
            throw new UncheckedIOException("Cannot listen on " + address + " for DNS", failure);
        }
    }

    public boolean isRunning() {
        return udp != null && tcp != null;
    }

    /** The port it listens on; the configured one before it was started. */
    public int port() {
        var listener = tcp;
        return listener == null ? address.getPort() : listener.port();
    }

    @Override
    public void close() {
        var listeningUdp = udp;
        var listeningTcp = tcp;
        udp = null;
        tcp = null;
        if (listeningUdp != null) listeningUdp.close();
        if (listeningTcp != null) listeningTcp.close();
    }
}
