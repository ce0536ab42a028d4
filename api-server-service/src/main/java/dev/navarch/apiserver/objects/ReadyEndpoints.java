package dev.navarch.apiserver.objects;

import dev.navarch.machinery.name.GroupResource;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Where a Service is answered right now. */
public final class ReadyEndpoints {
    private static final GroupResource SLICES = new GroupResource("discovery.k8s.io", "endpointslices");

    private ReadyEndpoints() {}

    public static List<ObjectNode> slices(ObjectReader objects, String namespace, String service) {
        return objects.list(SLICES, namespace).stream()
                .filter(slice -> slice.path("metadata")
                        .path("labels")
                        .path("kubernetes.io/service-name")
                        .asString("")
                        .equals(service))
                .toList();
    }

    public static List<InetSocketAddress> of(List<ObjectNode> slices, String portName) {
        var found = new ArrayList<InetSocketAddress>();
        for (var slice : slices)
            for (var port : slice.path("ports")) {
                if (!port.path("name").asString("").equals(portName)) continue;
                for (var endpoint : slice.path("endpoints"))
                    if (endpoint.path("conditions").path("ready").asBoolean(true))
                        for (var address : endpoint.path("addresses"))
                            found.add(new InetSocketAddress(
                                    address.asString(""), port.path("port").asInt(0)));
            }
        return found;
    }
}
