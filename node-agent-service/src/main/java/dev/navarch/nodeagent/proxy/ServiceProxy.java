package dev.navarch.nodeagent.proxy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's rules and routes as Services, EndpointSlices and Nodes say. Informers mark what has changed; one thread
 * computes and applies it, all that was marked meanwhile at once. Closing it leaves the rules in place: traffic flows on while an
 * agent restarts.
 */
public final class ServiceProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServiceProxy.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String BY_SERVICE = "proxy-service";
    private static final String ANNOUNCED = "proxy-announced";
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private final ServiceProxyProperties properties;
    private final Informer<V1Service> services;
    private final Informer<V1EndpointSlice> slices;
    private final Informer<V1Node> nodes;
    private final Nft nft;
    private final InstalledRules rules;
    private final NodeRoutes routes;
    private final AnnouncedAddresses announced;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition marked = lock.newCondition();

    @GuardedBy("lock")
    private final Set<ServiceKey> changed = new HashSet<>();

    @GuardedBy("lock")
    private boolean nodesChanged = true;

    private volatile boolean synced;
    private volatile boolean closed;

    public ServiceProxy(ClusterClient client, ServiceProxyProperties properties) {
        this(client, properties, Nft.open());
    }

    ServiceProxy(ClusterClient client, ServiceProxyProperties properties, Nft nft) {
        this.properties = properties;
        this.nft = nft;
        services = client.informer(V1Service.class);
        slices = client.informer(V1EndpointSlice.class);
        nodes = client.informer(V1Node.class);
        rules = new InstalledRules(nft, properties.clusterCidr(), properties.serviceCidr());
        routes = new NodeRoutes(properties.name());
        announced = new AnnouncedAddresses(properties.nodeIp());
        slices.addIndex(BY_SERVICE, slice -> {
            var key = serviceOf(slice);
            return key == null ? List.of() : List.of(key.toString());
        });
        services.addIndex(ANNOUNCED, LoadBalancerAddresses::announcers);
        thread = Thread.ofVirtual().name("service-proxy").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether this node's rules have been as the cluster says at least once. */
    public boolean synced() {
        return synced;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.join(Duration.ofSeconds(10))) nft.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the rules and routes out of this network namespace. */
    public static void removeAll() {
        try (var nft = Nft.open()) {
            nft.run(RuleSet.remove());
        }
        NodeRoutes.removeAll();
        AnnouncedAddresses.removeAll();
    }

    private void run() {
        try {
            KernelSettings.forward();
            KernelSettings.routeClusterIps(properties.serviceCidr(), properties.nodeIp());
            routes.adopt();
            announced.adopt();
            awaitInformers();
            services.addListener(new Marking<V1Service>(service -> keyOf(service)));
            slices.addListener(new Marking<V1EndpointSlice>(ServiceProxy::serviceOf));
            nodes.addListener(new NodeMarking());
            keepInStep();
        } catch (InterruptedException e) {
            log.debug("Service proxy stopped");
        } catch (RuntimeException e) {
            log.error("Service proxy ended, Services of this node no longer follow the cluster", e);
        }
    }

    private void awaitInformers() throws InterruptedException {
        for (var informer : List.of(services, slices, nodes)) {
            while (!informer.awaitSync(SYNC_TIMEOUT)) {
                if (Thread.interrupted()) throw new InterruptedException();
                log.info("Service proxy waits for the API server");
            }
        }
    }

    private void keepInStep() throws InterruptedException {
        var loadAll = true;
        var routesComplete = false;
        while (!closed) {
            var work = take(loadAll || !routesComplete ? (synced ? RETRY : Duration.ZERO) : SYNC_TIMEOUT);
            try {
                if (loadAll) rules.load(rulesOfAll());
                else apply(work.services());
                if (loadAll || !work.services().isEmpty()) announce();
                loadAll = false;
                if (work.nodes() || !routesComplete) routesComplete = routes.update(nodes.list());
                synced = true;
            } catch (Nft.NftException e) {
                log.error(
                        "nftables does not take this node's rules, trying again afterSeconds={} error={}",
                        RETRY.toSeconds(),
                        e.getMessage());
                loadAll = true;
                Thread.sleep(RETRY);
            }
        }
    }

    private void apply(Set<ServiceKey> keys) {
        if (keys.isEmpty()) return;
        var wanted = new HashMap<ServiceKey, Map<Frontend, Backends>>();
        for (var key : keys) wanted.put(key, rulesOf(key));
        var before = rules.change(wanted);
        wanted.forEach((key, now) -> StaleFlows.forget(before.getOrDefault(key, Map.of()), now));
    }

    /** After the rules: an address that this node answers for leads somewhere already. */
    private void announce() {
        announced.update(services.byIndex(ANNOUNCED, properties.name()).stream()
                .flatMap(service -> LoadBalancerAddresses.of(service).stream())
                .collect(Collectors.toSet()));
    }

    private Map<ServiceKey, Map<Frontend, Backends>> rulesOfAll() {
        var all = new HashMap<ServiceKey, Map<Frontend, Backends>>();
        for (var service : services.list()) {
            var key = keyOf(service);
            if (key != null) all.put(key, rulesOf(key));
        }
        all.values().removeIf(Map::isEmpty);
        return all;
    }

    private Map<Frontend, Backends> rulesOf(ServiceKey key) {
        var service = services.find(key.namespace(), key.name());
        if (service == null) return Map.of();
        return ServiceRules.of(service, slices.byIndex(BY_SERVICE, key.toString()), properties.name());
    }

    private record Work(Set<ServiceKey> services, boolean nodes) {}

    private Work take(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = atMost.toNanos();
            while (changed.isEmpty() && !nodesChanged && left > 0) left = marked.awaitNanos(left);
            var work = new Work(Set.copyOf(changed), nodesChanged);
            changed.clear();
            nodesChanged = false;
            return work;
        } finally {
            lock.unlock();
        }
    }

    private void mark(@Nullable ServiceKey service, boolean node) {
        lock.lock();
        try {
            if (service != null) changed.add(service);
            nodesChanged |= node;
            marked.signal();
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable ServiceKey keyOf(V1Service service) {
        return service.getMetadata() == null ? null : ServiceKey.of(service.getMetadata());
    }

    private static @Nullable ServiceKey serviceOf(V1EndpointSlice slice) {
        var metadata = slice.getMetadata();
        if (metadata == null || metadata.getLabels() == null || metadata.getNamespace() == null) return null;
        var service = metadata.getLabels().get(SERVICE_LABEL);
        return service == null ? null : new ServiceKey(metadata.getNamespace(), service);
    }

    private final class Marking<T> implements Informer.Listener<T> {
        private final Function<T, @Nullable ServiceKey> service;

        Marking(Function<T, @Nullable ServiceKey> service) {
            this.service = service;
        }

        @Override
        public void added(T object) {
            mark(service.apply(object), false);
        }

        @Override
        public void updated(T before, T after) {
            mark(service.apply(before), false);
            mark(service.apply(after), false);
        }

        @Override
        public void deleted(T last) {
            mark(service.apply(last), false);
        }
    }

    private final class NodeMarking implements Informer.Listener<V1Node> {
        @Override
        public void added(V1Node node) {
            mark(null, true);
        }

        @Override
        public void updated(V1Node before, V1Node after) {
            if (!NodeRoutes.wanted(List.of(before), "").equals(NodeRoutes.wanted(List.of(after), ""))) mark(null, true);
        }

        @Override
        public void deleted(V1Node last) {
            mark(null, true);
        }
    }
}
