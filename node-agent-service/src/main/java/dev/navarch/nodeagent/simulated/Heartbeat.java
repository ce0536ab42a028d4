package dev.navarch.nodeagent.simulated;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the nodes, renews their leases every 10 s, and posts their status every 5 minutes or when somebody took it away. */
final class Heartbeat implements AutoCloseable {
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration STATUS = Duration.ofMinutes(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int LEASE_SECONDS = 40;
    private static final String LEASES = "kube-node-lease";
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final ResourceClient<V1Node> nodeClient;
    private final ResourceClient<V1Lease> leaseClient;
    private final Map<String, SimulatedNode> nodes;
    private final Informer<V1Node> informer;
    private final Clock clock;
    private final Agenda agenda;
    private final Map<String, V1Lease> leases = new ConcurrentHashMap<>();
    private final Map<String, Instant> posted = new ConcurrentHashMap<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    Heartbeat(
            ClusterClient client,
            Map<String, SimulatedNode> nodes,
            Informer<V1Node> informer,
            Clock clock,
            int callsAtOnce) {
        this.nodeClient = client.resource(V1Node.class);
        this.leaseClient = client.resource(V1Lease.class);
        this.nodes = nodes;
        this.informer = informer;
        this.clock = clock;
        this.agenda = new Agenda(clock, callsAtOnce, this::beat);
    }

    void start() {
        agenda.start();
        nodes.keySet().forEach(agenda::now);
        informer.addListener(new Informer.Listener<V1Node>() {
            @Override
            public void added(V1Node node) {
                if (nodes.containsKey(name(node)) && !saysReady(node)) agenda.now(name(node));
            }

            @Override
            public void updated(V1Node before, V1Node after) {
                if (nodes.containsKey(name(after)) && !saysReady(after)) agenda.now(name(after));
            }

            @Override
            public void deleted(V1Node last) {
                posted.remove(name(last));
                leases.remove(name(last));
            }
        });
    }

    boolean allRegistered() {
        return registered.size() == nodes.size();
    }

    @Override
    public void close() {
        agenda.close();
    }

    private @Nullable Instant beat(String name) {
        try {
            var node = Objects.requireNonNull(nodes.get(name));
            if (isStatusDue(name) && !postStatus(node)) return null;
            renew(node);
            return clock.instant().plus(RENEWAL);
        } catch (ApiFailure failure) {
            leases.remove(name);
            log.warn("No heartbeat node={} failure={}", name, failure.getMessage());
            return clock.instant().plus(RETRY);
        }
    }

    private boolean isStatusDue(String name) {
        var last = posted.get(name);
        if (last == null || !last.plus(STATUS).isAfter(clock.instant())) return true;
        var node = informer.find("", name);
        return node != null && !saysReady(node);
    }

    /** False when somebody has deleted the node, which then stays deleted. */
    private boolean postStatus(SimulatedNode node) {
        var present = nodeClient.find("", node.name());
        if (present == null && registered.contains(node.name())) return false;
        if (present == null) present = nodeClient.create(node.object());
        var now = Timestamps.seconds(clock);
        var patch = ModelJson.gson().toJson(new V1Node().status(node.status(now, readySince(present, now))));
        nodeClient.patchStatus("", node.name(), PatchType.STRATEGIC_MERGE, patch);
        posted.put(node.name(), clock.instant());
        if (registered.add(node.name())) log.debug("Registered node={}", node.name());
        return true;
    }

    private void renew(SimulatedNode node) {
        var held = leases.get(node.name());
        if (held == null) held = leaseClient.find(LEASES, node.name());
        var renewed = held == null ? leaseClient.create(newLease(node)) : leaseClient.update(renewed(held));
        leases.put(node.name(), renewed);
    }

    private V1Lease newLease(SimulatedNode node) {
        var present = nodeClient.find("", node.name());
        var metadata = new V1ObjectMeta().namespace(LEASES).name(node.name());
        var uid = present == null || present.getMetadata() == null
                ? null
                : present.getMetadata().getUid();
        if (uid != null)
            metadata.addOwnerReferencesItem(new V1OwnerReference()
                    .apiVersion("v1")
                    .kind("Node")
                    .name(node.name())
                    .uid(uid));
        var spec = new V1LeaseSpec()
                .holderIdentity(node.name())
                .leaseDurationSeconds(LEASE_SECONDS)
                .renewTime(Timestamps.micros(clock));
        return new V1Lease()
                .apiVersion("coordination.k8s.io/v1")
                .kind("Lease")
                .metadata(metadata)
                .spec(spec);
    }

    private V1Lease renewed(V1Lease lease) {
        Objects.requireNonNull(lease.getSpec()).renewTime(Timestamps.micros(clock));
        return lease;
    }

    private static OffsetDateTime readySince(V1Node node, OffsetDateTime now) {
        var status = node.getStatus();
        if (status == null || status.getConditions() == null) return now;
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"))
                .map(condition -> Objects.requireNonNullElse(condition.getLastTransitionTime(), now))
                .findFirst()
                .orElse(now);
    }

    private static boolean saysReady(V1Node node) {
        V1NodeStatus status = node.getStatus();
        return status != null
                && status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static String name(V1Node node) {
        return Objects.requireNonNull(Objects.requireNonNull(node.getMetadata()).getName());
    }
}
