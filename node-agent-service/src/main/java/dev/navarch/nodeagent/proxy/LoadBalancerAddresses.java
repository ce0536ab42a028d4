package dev.navarch.nodeagent.proxy;

import io.kubernetes.client.openapi.models.V1LoadBalancerIngress;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.Objects;

/** The IPv4 addresses that a cloud gave a Service and that nodes are to translate. */
final class LoadBalancerAddresses {
    /** Written by the cloud controller manager's local provider: the node that answers for the Service's addresses. */
    static final String ANNOUNCED_BY = "navarch.dev/announced-by";

    private LoadBalancerAddresses() {}

    /** Without those of ipMode Proxy, whose balancer is to be asked itself. */
    static List<String> of(V1Service service) {
        var status = service.getStatus();
        var loadBalancer = status == null ? null : status.getLoadBalancer();
        if (loadBalancer == null || loadBalancer.getIngress() == null) return List.of();
        return loadBalancer.getIngress().stream()
                .filter(ingress -> !"Proxy".equals(ingress.getIpMode()))
                .map(V1LoadBalancerIngress::getIp)
                .filter(Objects::nonNull)
                .filter(address -> address.contains("."))
                .toList();
    }

    /** The node that answers for its addresses; none unless a balancer of this cluster's own nodes serves it. */
    static List<String> announcers(V1Service service) {
        var metadata = service.getMetadata();
        var annotations = metadata == null ? null : metadata.getAnnotations();
        var node = annotations == null ? null : annotations.get(ANNOUNCED_BY);
        return node == null ? List.of() : List.of(node);
    }
}
