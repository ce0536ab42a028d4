package dev.navarch.nodeagent.proxy;

import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Services and slices that show only what matters. */
final class ProxyObjects {
    private ProxyObjects() {}

    static V1Service service(String name, String clusterIp, V1ServicePort... ports) {
        return new V1Service()
                .apiVersion("v1")
                .kind("Service")
                .metadata(new V1ObjectMeta().namespace("default").name(name))
                .spec(new V1ServiceSpec().type("ClusterIP").clusterIP(clusterIp).ports(List.of(ports)));
    }

    static V1ServicePort port(String protocol, int port) {
        return new V1ServicePort().protocol(protocol).port(port);
    }

    static V1EndpointSlice slice(String service, String protocol, int port, V1Endpoint... endpoints) {
        return new V1EndpointSlice()
                .apiVersion("discovery.k8s.io/v1")
                .kind("EndpointSlice")
                .addressType("IPv4")
                .metadata(new V1ObjectMeta()
                        .namespace("default")
                        .name(service + "-" + protocol.toLowerCase(java.util.Locale.ROOT))
                        .labels(Map.of("kubernetes.io/service-name", service)))
                .ports(List.of(new DiscoveryV1EndpointPort().protocol(protocol).port(port)))
                .endpoints(Stream.of(endpoints).toList());
    }

    static V1Endpoint ready(String address, String node) {
        return endpoint(address, node, true, true, false);
    }

    static V1Endpoint endpoint(String address, String node, boolean ready, boolean serving, boolean terminating) {
        return new V1Endpoint()
                .addresses(List.of(address))
                .nodeName(node)
                .conditions(
                        new V1EndpointConditions().ready(ready).serving(serving).terminating(terminating));
    }
}
