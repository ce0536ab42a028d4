package dev.navarch.controller.endpointslice;

import dev.navarch.client.Informer;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.serviceport.ServicePods;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointHints;
import io.kubernetes.client.openapi.models.V1ForNode;
import io.kubernetes.client.openapi.models.V1ForZone;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a Service's slices should hold: endpoints by address family and by the ports that the pods resolve to. */
final class SliceContents {
    private static final String ZONE = "topology.kubernetes.io/zone";

    private final Informer<V1Node> nodes;

    SliceContents(Informer<V1Node> nodes) {
        this.nodes = nodes;
    }

    record Group(String addressType, List<DiscoveryV1EndpointPort> ports) {}

    /**
     * @param complete false when a pod's node is not known yet
     */
    record Contents(Map<Group, List<V1Endpoint>> groups, boolean complete) {}

    Contents of(V1Service service, List<V1Pod> pods) {
        var groups = new LinkedHashMap<Group, List<V1Endpoint>>();
        var complete = true;
        for (var family : families(service)) {
            for (var pod : pods) {
                var address = ServicePods.address(pod, family.equals("IPv6"));
                if (address == null) {
                    continue;
                }
                if (nodes.find("", PodState.nodeName(pod)) == null && !ServicePods.publishesNotReady(service)) {
                    complete = false;
                    continue;
                }
                groups.computeIfAbsent(new Group(family, ports(service, pod)), _ -> new ArrayList<>())
                        .add(endpoint(service, pod, address));
            }
        }
        return new Contents(groups, complete);
    }

    static List<String> families(V1Service service) {
        var families = service.getSpec().getIpFamilies();
        return families == null || families.isEmpty() ? List.of("IPv4") : families;
    }

    private static List<DiscoveryV1EndpointPort> ports(V1Service service, V1Pod pod) {
        var ports = new ArrayList<DiscoveryV1EndpointPort>();
        for (var port : ServicePods.ports(service)) {
            var number = ServicePods.targetPort(pod, port);
            if (number != null) {
                ports.add(new DiscoveryV1EndpointPort()
                        .name(Objects.requireNonNullElse(port.getName(), ""))
                        .protocol(Objects.requireNonNullElse(port.getProtocol(), "TCP"))
                        .appProtocol(port.getAppProtocol())
                        .port(number));
            }
        }
        return ports;
    }

    private V1Endpoint endpoint(V1Service service, V1Pod pod, String address) {
        var serving = PodState.isReady(pod);
        var terminating = PodState.isTerminating(pod);
        var ready = ServicePods.publishesNotReady(service) || (serving && !terminating);
        var zone = zone(pod);
        return new V1Endpoint()
                .addresses(List.of(address))
                .conditions(
                        new V1EndpointConditions().ready(ready).serving(serving).terminating(terminating))
                .hostname(ServicePods.hostname(pod, service))
                .nodeName(PodState.nodeName(pod))
                .zone(zone)
                .hints(ready ? hints(service, pod, zone) : null)
                .targetRef(new V1ObjectReference()
                        .kind("Pod")
                        .namespace(pod.getMetadata().getNamespace())
                        .name(pod.getMetadata().getName())
                        .uid(pod.getMetadata().getUid()));
    }

    private @Nullable String zone(V1Pod pod) {
        var node = nodes.find("", PodState.nodeName(pod));
        var labels = node == null ? null : node.getMetadata().getLabels();
        return labels == null ? null : labels.get(ZONE);
    }

    private static @Nullable V1EndpointHints hints(V1Service service, V1Pod pod, @Nullable String zone) {
        var distribution = service.getSpec().getTrafficDistribution();
        if (distribution == null) {
            return null;
        }
        var hints = new V1EndpointHints();
        return switch (distribution) {
            case "PreferClose", "PreferSameZone" ->
                zone == null ? null : hints.forZones(List.of(new V1ForZone().name(zone)));
            case "PreferSameNode" -> {
                if (zone != null) {
                    hints.forZones(List.of(new V1ForZone().name(zone)));
                }
                yield hints.forNodes(List.of(new V1ForNode().name(PodState.nodeName(pod))));
            }
            default -> null;
        };
    }
}
