package dev.navarch.nodeagent.node;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import dev.navarch.nodeagent.containerd.CniNetwork;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.settings.NodeProperties;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the Node object true: registered, its status computed every ten seconds and written when it changed or is five minutes
 * old, its lease renewed, and the pods' network set up once the node has its range. Until the node is Ready it looks more often.
 */
public final class NodeKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NodeKeeper.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration UNREADY_PERIOD = Duration.ofMillis(250);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final Duration REGISTER_RETRY = Duration.ofSeconds(1);

    private final ClusterClient client;
    private final NodeProperties properties;
    private final CniNetwork network;
    private final NodeRegistration registration;
    private final NodeStatuses statuses;
    private final NodeLease lease;
    private final NodeEvents events;
    private final Clock clock;
    private final Thread statusThread;
    private final Thread leaseThread;
    private volatile boolean ready;
    private volatile boolean registered;
    private Instant lastWritten = Instant.EPOCH;
    private @Nullable Instant unreadySince;

    public NodeKeeper(
            ClusterClient client,
            EventRecorder recorder,
            NodeProperties properties,
            CriClient runtime,
            RuntimeHealth health,
            Machine machine,
            CniNetwork network,
            List<String> addresses,
            Supplier<String> runtimeVersion,
            Clock clock) {
        this.client = client;
        this.properties = properties;
        this.network = network;
        this.registration = new NodeRegistration(client, properties);
        this.statuses = new NodeStatuses(
                properties,
                machine,
                new NodeConditions(machine, health),
                new NodeImages(runtime),
                addresses,
                runtimeVersion);
        this.lease = new NodeLease(client, properties.name(), clock);
        this.events = new NodeEvents(recorder, properties.name());
        this.clock = clock;
        this.statusThread = Thread.ofVirtual().name("node-status").unstarted(this::keepStatus);
        this.leaseThread = Thread.ofVirtual().name("node-lease").unstarted(this::keepLease);
    }

    public void start() {
        statusThread.start();
        leaseThread.start();
    }

    /** The node was Ready when last looked at. */
    public boolean ready() {
        return ready;
    }

    @Override
    public void close() {
        statusThread.interrupt();
        leaseThread.interrupt();
    }

    private void keepStatus() {
        try {
            while (!register()) Thread.sleep(REGISTER_RETRY);
            registered = true;
            events.starting();
            while (true) {
                sync();
                Thread.sleep(period());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepLease() {
        try {
            while (!registered) Thread.sleep(UNREADY_PERIOD);
            while (true) {
                lease.renew();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A node that has been unready for long is looked at as seldom as others. */
    private Duration period() {
        if (ready) {
            unreadySince = null;
            return PERIOD;
        }
        if (unreadySince == null) unreadySince = clock.instant();
        var young = Duration.between(unreadySince, clock.instant()).compareTo(Duration.ofMinutes(1)) < 0;
        return young ? UNREADY_PERIOD : PERIOD;
    }

    private boolean register() {
        try {
            registration.register();
            return true;
        } catch (ApiFailure e) {
            log.warn("Node not registered yet node={} error={}", properties.name(), e.getMessage());
            return false;
        }
    }

    private void sync() {
        try {
            var node = client.resource(V1Node.class).find("", properties.name());
            if (node == null) node = registration.register();
            var range = properties.podCidr() != null
                    ? properties.podCidr()
                    : Objects.requireNonNull(node.getSpec()).getPodCIDR();
            if (range != null && !range.isEmpty()) network.write(range);
            writeStatus(node);
        } catch (ApiFailure e) {
            if (!e.isConflict())
                log.warn("Node status not written node={} error={}", properties.name(), e.getMessage());
        } catch (RuntimeException e) {
            log.error("Node status not computed node={}", properties.name(), e);
        }
    }

    private void writeStatus(V1Node node) {
        var before = node.getStatus();
        var old = before == null ? null : before.getConditions();
        var oldConditions = Objects.requireNonNullElse(old, List.<V1NodeCondition>of());
        var next = ModelJson.copy(node);
        var status = statuses.build(next.getStatus(), Timestamps.seconds(clock));
        ready = isReady(status);
        var silence = Duration.between(lastWritten, clock.instant());
        if (before != null && silence.compareTo(LONGEST_SILENCE) < 0 && same(node.getStatus(), status)) return;
        client.resource(V1Node.class).updateStatus(next.status(status));
        lastWritten = clock.instant();
        events.conditions(oldConditions, Objects.requireNonNull(status.getConditions()));
    }

    private static boolean isReady(V1NodeStatus status) {
        return Objects.requireNonNull(status.getConditions()).stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** Heartbeats alone are no change. */
    private static boolean same(@Nullable V1NodeStatus a, V1NodeStatus b) {
        return a != null && withoutHeartbeats(a).equals(withoutHeartbeats(b));
    }

    private static V1NodeStatus withoutHeartbeats(V1NodeStatus status) {
        var copy = ModelJson.read(ModelJson.tree(status), V1NodeStatus.class);
        if (copy.getConditions() != null)
            copy.getConditions().forEach(condition -> condition.setLastHeartbeatTime(null));
        return copy;
    }
}
