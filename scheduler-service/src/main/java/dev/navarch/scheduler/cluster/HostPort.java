package dev.navarch.scheduler.cluster;

import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A port of the node that a pod takes. */
public record HostPort(String address, String protocol, int port) {
    private static final String ANY = "0.0.0.0";

    public static List<HostPort> of(V1PodSpec spec) {
        List<HostPort> ports = List.of();
        if (spec.getContainers() == null) return ports;
        for (var container : spec.getContainers()) {
            if (container.getPorts() == null) continue;
            for (var port : container.getPorts()) {
                if (port.getHostPort() == null || port.getHostPort() <= 0) continue;
                if (ports.isEmpty()) ports = new ArrayList<>();
                ports.add(new HostPort(
                        orElse(port.getHostIP(), ANY), orElse(port.getProtocol(), "TCP"), port.getHostPort()));
            }
        }
        return ports;
    }

    public boolean conflictsWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (address.equals(other.address) || address.equals(ANY) || other.address.equals(ANY));
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
