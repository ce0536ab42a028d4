package dev.navarch.nodeagent.simulated;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1NodeSystemInfo;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** @param podRange where its pods' addresses start when the cluster gives it no podCIDR */
record SimulatedNode(
        String name, String address, long podRange, Map<String, String> labels, Map<String, String> capacity) {
    /** Tells the API server that there is nobody to stream to. */
    static final String RUNTIME_ANNOTATION = "navarch.dev/runtime";

    private static final String VERSION = "v1.36.0";

    V1Node object() {
        var all = new TreeMap<>(Map.of(
                "kubernetes.io/hostname",
                name,
                "kubernetes.io/os",
                "linux",
                "kubernetes.io/arch",
                "amd64",
                "beta.kubernetes.io/os",
                "linux",
                "beta.kubernetes.io/arch",
                "amd64"));
        all.putAll(labels);
        return new V1Node()
                .apiVersion("v1")
                .kind("Node")
                .metadata(new V1ObjectMeta()
                        .name(name)
                        .labels(all)
                        .putAnnotationsItem(RUNTIME_ANNOTATION, "simulated")
                        .putAnnotationsItem("volumes.kubernetes.io/controller-managed-attach-detach", "true"));
    }

    V1NodeStatus status(OffsetDateTime now, OffsetDateTime since) {
        var amounts = new TreeMap<String, Quantity>();
        capacity.forEach((resource, amount) -> amounts.put(resource, new Quantity(amount)));
        return new V1NodeStatus()
                .addresses(List.of(
                        new V1NodeAddress().type("InternalIP").address(address),
                        new V1NodeAddress().type("Hostname").address(name)))
                .capacity(amounts)
                .allocatable(amounts)
                .nodeInfo(info())
                .conditions(List.of(
                        condition(
                                "MemoryPressure",
                                "False",
                                "KubeletHasSufficientMemory",
                                "kubelet has sufficient memory available",
                                now,
                                since),
                        condition(
                                "DiskPressure",
                                "False",
                                "KubeletHasNoDiskPressure",
                                "kubelet has no disk pressure",
                                now,
                                since),
                        condition(
                                "PIDPressure",
                                "False",
                                "KubeletHasSufficientPID",
                                "kubelet has sufficient PID available",
                                now,
                                since),
                        condition("Ready", "True", "KubeletReady", "kubelet is posting ready status", now, since)));
    }

    private V1NodeSystemInfo info() {
        return new V1NodeSystemInfo()
                .architecture("amd64")
                .bootID("")
                .containerRuntimeVersion("simulated://1")
                .kernelVersion("")
                .kubeProxyVersion("")
                .kubeletVersion(VERSION)
                .machineID(name)
                .operatingSystem("linux")
                .osImage("simulated")
                .systemUUID(name);
    }

    private static V1NodeCondition condition(
            String type, String status, String reason, String message, OffsetDateTime now, OffsetDateTime since) {
        return new V1NodeCondition()
                .type(type)
                .status(status)
                .reason(reason)
                .message(message)
                .lastHeartbeatTime(now)
                .lastTransitionTime(since);
    }
}
