package dev.navarch.dns;

import dev.navarch.dns.cluster.ClusterWatches;
import dev.navarch.dns.forward.LoopProbe;
import dev.navarch.dns.publish.KubeDnsService;
import dev.navarch.dns.server.DnsServer;
import org.springframework.context.SmartLifecycle;

/** The order of the start: records, sockets, the probe for loops, and only then the Service that sends pods here. */
final class DnsLifecycle implements SmartLifecycle {
    private final ClusterWatches watches;
    private final DnsServer server;
    private final LoopProbe probe;
    private final KubeDnsService service;

    DnsLifecycle(ClusterWatches watches, DnsServer server, LoopProbe probe, KubeDnsService service) {
        this.watches = watches;
        this.server = server;
        this.probe = probe;
        this.service = service;
    }

    @Override
    public void start() {
        watches.start();
        server.start();
        probe.start();
        service.start();
    }

    @Override
    public void stop() {
        service.close();
        probe.close();
        server.close();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }
}
