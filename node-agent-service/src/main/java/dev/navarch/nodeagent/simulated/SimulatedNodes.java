package dev.navarch.nodeagent.simulated;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of the simulation, put together over one cluster: one watch of pods, one of nodes, one agenda, one heartbeat. */
final class SimulatedNodes implements AutoCloseable {
    private static final InformerScope BOUND = InformerScope.fieldSelector("spec.nodeName!=");

    private final Agenda agenda;
    private final Heartbeat heartbeat;
    private final PodKeeper pods;
    private final Informer<V1Pod> podInformer;

    private SimulatedNodes(Agenda agenda, Heartbeat heartbeat, PodKeeper pods, Informer<V1Pod> podInformer) {
        this.agenda = agenda;
        this.heartbeat = heartbeat;
        this.pods = pods;
        this.podInformer = podInformer;
    }

    static SimulatedNodes of(ClusterClient client, SimulatedNodesProperties properties, Clock clock) {
        var nodes = nodes(properties);
        var nodeInformer = client.informer(V1Node.class);
        var podInformer = client.informer(V1Pod.class, BOUND);
        var addresses = new PodAddresses(nodes, nodeInformer, properties.podCidrWait(), clock);
        var events = new PodEvents(client.events("kubelet"));
        var keeper = new PodKeeper(nodes, podInformer, client.resource(V1Pod.class), addresses, events, clock);
        var agenda = new Agenda(clock, properties.callsAtOnce(), keeper::advance);
        return new SimulatedNodes(
                agenda,
                new Heartbeat(client, nodes, nodeInformer, clock, properties.callsAtOnce()),
                keeper,
                podInformer);
    }

    void start() {
        agenda.start();
        podInformer.addListener(pods.feeding(agenda));
        heartbeat.start();
    }

    boolean isReady() {
        return podInformer.hasSynced() && heartbeat.allRegistered();
    }

    @Override
    public void close() {
        heartbeat.close();
        agenda.close();
    }

    private static Map<String, SimulatedNode> nodes(SimulatedNodesProperties properties) {
        var nodes = new LinkedHashMap<String, SimulatedNode>();
        var address = Ipv4.parse(properties.addresses());
        var podRange = Ipv4.parse(properties.podAddresses());
        for (var name : properties.names()) {
            var index = nodes.size();
            nodes.put(
                    name,
                    new SimulatedNode(
                            name,
                            Ipv4.format(address + 1 + index),
                            podRange + 256L * index,
                            properties.labels(),
                            properties.capacity()));
        }
        return Map.copyOf(nodes);
    }
}
