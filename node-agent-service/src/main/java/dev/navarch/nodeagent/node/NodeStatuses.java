package dev.navarch.nodeagent.node;

import dev.navarch.nodeagent.settings.NodeProperties;
import io.kubernetes.client.openapi.models.V1ContainerImage;
import io.kubernetes.client.openapi.models.V1DaemonEndpoint;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1NodeDaemonEndpoints;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1NodeSystemInfo;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node's status, out of the machine and the runtime. */
final class NodeStatuses {
    static final String VERSION = "v1.36.0";
    private final NodeProperties properties;
    private final Machine machine;
    private final NodeConditions conditions;
    private final NodeImages images;
    private final List<String> addresses;
    private final Supplier<String> runtimeVersion;

    NodeStatuses(
            NodeProperties properties,
            Machine machine,
            NodeConditions conditions,
            NodeImages images,
            List<String> addresses,
            Supplier<String> runtimeVersion) {
        this.properties = properties;
        this.machine = machine;
        this.conditions = conditions;
        this.images = images;
        this.addresses = List.copyOf(addresses);
        this.runtimeVersion = runtimeVersion;
    }

    /** Fields of others in {@code before} stay. */
    V1NodeStatus build(@Nullable V1NodeStatus before, OffsetDateTime now) {
        var status = before == null ? new V1NodeStatus() : before;
        var old = Objects.requireNonNullElse(status.getConditions(), List.<V1NodeCondition>of());
        List<V1ContainerImage> present = images.list();
        return status.capacity(machine.capacity())
                .allocatable(machine.allocatable())
                .conditions(conditions.build(old, now))
                .addresses(addresses())
                .daemonEndpoints(
                        new V1NodeDaemonEndpoints().kubeletEndpoint(new V1DaemonEndpoint().port(properties.port())))
                .nodeInfo(info())
                .images(present.isEmpty() ? null : present);
    }

    private List<V1NodeAddress> addresses() {
        var result = new ArrayList<V1NodeAddress>();
        addresses.forEach(
                address -> result.add(new V1NodeAddress().type("InternalIP").address(address)));
        result.add(new V1NodeAddress().type("Hostname").address(properties.name()));
        return result;
    }

    private V1NodeSystemInfo info() {
        return new V1NodeSystemInfo()
                .machineID(machine.machineId())
                .systemUUID(machine.systemUuid())
                .bootID(machine.bootId())
                .kernelVersion(machine.kernelVersion())
                .osImage(machine.osImage())
                .containerRuntimeVersion("containerd://" + runtimeVersion.get())
                .kubeletVersion(VERSION)
                .kubeProxyVersion("")
                .operatingSystem("linux")
                .architecture(Machine.architecture());
    }
}
