package dev.navarch.cloud.local;

import io.kubernetes.client.openapi.models.V1LoadBalancerIngress;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.Objects;

/** The load balancer addresses that a Service has. */
final class IngressAddresses {
    private IngressAddresses() {}

    static List<String> of(V1Service service) {
        var status = service.getStatus();
        var loadBalancer = status == null ? null : status.getLoadBalancer();
        if (loadBalancer == null || loadBalancer.getIngress() == null) return List.of();
        return loadBalancer.getIngress().stream()
                .map(V1LoadBalancerIngress::getIp)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Empty where it has none. */
    static String firstOf(V1Service service) {
        var all = of(service);
        return all.isEmpty() ? "" : all.getFirst();
    }
}
