package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.textOf;

import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The variables by which a container finds Services without DNS. */
final class ServiceEnvironment {
    private ServiceEnvironment() {}

    static Map<String, String> of(List<V1Service> services) {
        var variables = new LinkedHashMap<String, String>();
        for (var service : services) {
            if (hasClusterIp(service)) addTo(variables, service);
        }
        return variables;
    }

    static boolean hasClusterIp(V1Service service) {
        var ip = service.getSpec() == null ? null : service.getSpec().getClusterIP();
        var ports = service.getSpec() == null ? null : service.getSpec().getPorts();
        return ip != null && !ip.isEmpty() && !ip.equals("None") && ports != null && !ports.isEmpty();
    }

    private static void addTo(Map<String, String> variables, V1Service service) {
        var prefix =
                variable(textOf(Objects.requireNonNull(service.getMetadata()).getName()));
        var spec = Objects.requireNonNull(service.getSpec());
        var ip = textOf(spec.getClusterIP());
        var ports = Objects.requireNonNull(spec.getPorts());
        var first = ports.getFirst();
        variables.put(prefix + "_SERVICE_HOST", ip);
        variables.put(prefix + "_SERVICE_PORT", String.valueOf(first.getPort()));
        for (var port : ports) {
            if (port.getName() != null && !port.getName().isEmpty()) {
                variables.put(prefix + "_SERVICE_PORT_" + variable(port.getName()), String.valueOf(port.getPort()));
            }
        }
        variables.put(prefix + "_PORT", url(ip, first));
        for (var port : ports) {
            var name = prefix + "_PORT_" + port.getPort() + "_" + protocol(port);
            variables.put(name, url(ip, port));
            variables.put(name + "_PROTO", protocol(port).toLowerCase(Locale.ROOT));
            variables.put(name + "_PORT", String.valueOf(port.getPort()));
            variables.put(name + "_ADDR", ip);
        }
    }

    private static String url(String ip, V1ServicePort port) {
        var host = ip.contains(":") ? "[" + ip + "]" : ip;
        return protocol(port).toLowerCase(Locale.ROOT) + "://" + host + ":" + port.getPort();
    }

    private static String protocol(V1ServicePort port) {
        return port.getProtocol() == null ? "TCP" : port.getProtocol();
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
