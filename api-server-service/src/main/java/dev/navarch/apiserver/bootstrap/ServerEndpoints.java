package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.store.VersionedStore;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How pods reach the API: Endpoints and EndpointSlice {@code default/kubernetes} hold every server that lives. Each server renews its
 * lease and writes what the leases say, so that one that died is gone when its lease has ended; one that leaves takes itself out. The last
 * address is never taken away: a cluster without a server has nobody to put it back for. All
 * servers are expected on one port, as with upstream.
 */
public final class ServerEndpoints {
    static final Duration PERIOD = Duration.ofSeconds(3);
    private static final Logger log = LoggerFactory.getLogger(ServerEndpoints.class);
    private static final GroupResource ENDPOINTS = new GroupResource("", "endpoints");
    private static final GroupResource SLICES = new GroupResource("discovery.k8s.io", "endpointslices");
    private static final String NAME = "kubernetes";
    private static final String PORT_NAME = "https";

    private final ObjectEnsurer ensurer;
    private final ServerLeases leases;
    private final List<String> own;
    private final int port;

    public ServerEndpoints(ObjectReader reader, ObjectWriter writer, VersionedStore store, ServerEndpoint endpoint) {
        this.ensurer = new ObjectEnsurer(reader, writer);
        this.leases = new ServerLeases(store);
        this.own = endpoint.addresses();
        this.port = endpoint.port();
    }

    /** Until interrupted; on a thread of its own. */
    public void follow() {
        // Without an address that others can reach there is nothing to say.
        if (own.isEmpty()) return;
        try {
            while (true) {
                attempt();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** When the server stops in order. */
    public void leave() {
        if (own.isEmpty()) return;
        try {
            leases.remove(own);
            write(leases.living());
        } catch (RuntimeException failed) {
            log.warn("This server's endpoint was not removed; it goes when its lease ends why={}", failed.toString());
        }
    }

    private void attempt() {
        try {
            reconcile();
        } catch (RuntimeException failed) {
            log.warn("Endpoints of the API servers were not written, again in {} why={}", PERIOD, failed.toString());
        }
    }

    void reconcile() {
        own.forEach(leases::renew);
        write(leases.living());
    }

    private void write(SortedSet<String> living) {
        if (living.isEmpty()) return;
        replace(ENDPOINTS, endpoints(living), "subsets");
        replace(SLICES, slice(living), "endpoints", "ports");
    }

    private ObjectNode endpoints(SortedSet<String> living) {
        var endpoints = NewObject.of("v1", "Endpoints", "default", NAME);
        NewObject.metadata(endpoints).putObject("labels").put("endpointslice.kubernetes.io/skip-mirror", "true");
        var subset = endpoints.putArray("subsets").addObject();
        var addresses = subset.putArray("addresses");
        living.forEach(address -> addresses.addObject().put("ip", address));
        subset.putArray("ports")
                .addObject()
                .put("name", PORT_NAME)
                .put("port", port)
                .put("protocol", "TCP");
        return endpoints;
    }

    private ObjectNode slice(SortedSet<String> living) {
        var slice = NewObject.of("discovery.k8s.io/v1", "EndpointSlice", "default", NAME);
        NewObject.metadata(slice).putObject("labels").put("kubernetes.io/service-name", NAME);
        slice.put("addressType", "IPv4");
        var endpoints = slice.putArray("endpoints");
        for (var address : living) {
            var entry = endpoints.addObject();
            entry.putArray("addresses").add(address);
            entry.putObject("conditions").put("ready", true);
        }
        slice.putArray("ports")
                .addObject()
                .put("name", PORT_NAME)
                .put("port", port)
                .put("protocol", "TCP");
        return slice;
    }

    private void replace(GroupResource resource, ObjectNode wanted, String... fields) {
        ensurer.ensure(resource, wanted, existing -> {
            var changed = false;
            for (var field : fields) {
                JsonNode value = wanted.path(field);
                if (existing.path(field).equals(value)) continue;
                existing.set(field, value.deepCopy());
                changed = true;
            }
            return changed;
        });
    }
}
