package dev.navarch.controller.serviceport;

import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The questions that both kinds of endpoints ask. */
public final class ServicePods {
    private ServicePods() {}

    /** Services whose endpoints are found by selector. */
    public static boolean isSelecting(V1Service service) {
        var selector = service.getSpec().getSelector();
        return selector != null
                && !selector.isEmpty()
                && !"ExternalName".equals(service.getSpec().getType());
    }

    public static boolean isHeadless(V1Service service) {
        return "None".equals(service.getSpec().getClusterIP());
    }

    public static boolean publishesNotReady(V1Service service) {
        return Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
    }

    public static List<V1ServicePort> ports(V1Service service) {
        return Objects.requireNonNullElse(service.getSpec().getPorts(), List.of());
    }

    /** Pods that have an address and may still serve. */
    public static boolean hasAddress(V1Pod pod) {
        return !PodState.isTerminal(pod)
                && pod.getStatus() != null
                && pod.getStatus().getPodIP() != null
                && !pod.getStatus().getPodIP().isEmpty();
    }

    /** The first address of that family; null where the pod has none. */
    public static @Nullable String address(V1Pod pod, boolean ipv6) {
        var status = pod.getStatus();
        var addresses = status.getPodIPs() == null || status.getPodIPs().isEmpty()
                ? Stream.of(status.getPodIP())
                : status.getPodIPs().stream().map(ip -> ip.getIp());
        return addresses
                .filter(ip -> ip != null && ip.contains(":") == ipv6)
                .findFirst()
                .orElse(null);
    }

    /** The number in that pod; null where the pod has no port of that name. */
    public static @Nullable Integer targetPort(V1Pod pod, V1ServicePort port) {
        IntOrString target = port.getTargetPort();
        if (target == null) {
            return port.getPort();
        }
        if (target.isInteger()) {
            return target.getIntValue() == 0 ? port.getPort() : target.getIntValue();
        }
        var protocol = Objects.requireNonNullElse(port.getProtocol(), "TCP");
        return containers(pod)
                .flatMap(container ->
                        Objects.requireNonNullElse(container.getPorts(), List.<V1ContainerPort>of()).stream())
                .filter(candidate -> target.getStrValue().equals(candidate.getName())
                        && protocol.equals(Objects.requireNonNullElse(candidate.getProtocol(), "TCP")))
                .map(candidate -> candidate.getContainerPort())
                .findFirst()
                .orElse(null);
    }

    /** The name under which the Service's DNS knows this pod; null for most. */
    public static @Nullable String hostname(V1Pod pod, V1Service service) {
        var spec = pod.getSpec();
        var named = spec.getHostname() != null
                && !spec.getHostname().isEmpty()
                && service.getMetadata().getName().equals(spec.getSubdomain());
        return named ? spec.getHostname() : null;
    }

    public static boolean selects(V1Service service, @Nullable Map<String, String> labels) {
        return isSelecting(service)
                && labels != null
                && service.getSpec().getSelector().entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
    }

    private static Stream<V1Container> containers(V1Pod pod) {
        var init = Objects.requireNonNullElse(pod.getSpec().getInitContainers(), List.<V1Container>of()).stream()
                .filter(container -> "Always".equals(container.getRestartPolicy()));
        return Stream.concat(pod.getSpec().getContainers().stream(), init);
    }
}
