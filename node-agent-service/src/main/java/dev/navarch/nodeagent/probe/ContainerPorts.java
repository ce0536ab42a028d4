package dev.navarch.nodeagent.probe;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import java.util.List;
import java.util.Objects;

/** A port by number, or by the name that the container gives it. */
final class ContainerPorts {
    private ContainerPorts() {}

    /** @throws IllegalArgumentException for an unknown name */
    static int resolve(IntOrString port, V1Container container) {
        if (port.isInteger()) return port.getIntValue();
        var name = port.getStrValue();
        return Objects.requireNonNullElse(container.getPorts(), List.<V1ContainerPort>of()).stream()
                .filter(candidate -> name.equals(candidate.getName()))
                .map(V1ContainerPort::getContainerPort)
                .findFirst()
                .orElseGet(() -> numeric(name));
    }

    private static int numeric(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("couldn't find port: " + name, e);
        }
    }
}
