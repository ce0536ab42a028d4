package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a Service's port is answered right now. */
sealed interface ServiceEndpoint {
    record Ready(InetSocketAddress address) implements ServiceEndpoint {}

    record Missing(Availability why) implements ServiceEndpoint {}

    GroupResource SERVICES = new GroupResource("", "services");
    GroupResource SLICES = new GroupResource("discovery.k8s.io", "endpointslices");

    /** Any one of the ready endpoints. */
    static ServiceEndpoint find(ObjectReader objects, AggregatedVersion version) {
        var shown = "service/" + version.service() + " in \"" + version.namespace() + "\"";
        var service = objects.find(SERVICES, version.namespace(), version.service());
        if (service == null) return missing("ServiceNotFound", shown + " is not present");
        var port = port(service, version.port());
        if (port.isMissingNode())
            return missing("ServicePortError", shown + " is not listening on port " + version.port());
        var slices = slices(objects, version);
        if (slices.isEmpty())
            return missing(
                    "EndpointsNotFound",
                    "cannot find endpointslices for service/" + version.service() + " in \"" + version.namespace()
                            + "\"");
        var portName = port.path("name").asString("");
        var ready = ready(slices, portName);
        if (ready.isEmpty())
            return missing(
                    "MissingEndpoints",
                    "endpointslices for service/" + version.service() + " in \"" + version.namespace()
                            + "\" have no addresses with port name \"" + portName + "\"");
        return new Ready(ready.get(ThreadLocalRandom.current().nextInt(ready.size())));
    }

    private static Missing missing(String reason, String message) {
        return new Missing(Availability.missing(reason, message));
    }

    private static JsonNode port(ObjectNode service, int number) {
        var ports = service.path("spec").path("ports");
        for (var port : ports) if (port.path("port").asInt(0) == number) return port;
        return ports.path(-1);
    }

    private static List<ObjectNode> slices(ObjectReader objects, AggregatedVersion version) {
        return objects.list(SLICES, version.namespace()).stream()
                .filter(slice -> slice.path("metadata")
                        .path("labels")
                        .path("kubernetes.io/service-name")
                        .asString("")
                        .equals(version.service()))
                .toList();
    }

    private static List<InetSocketAddress> ready(List<ObjectNode> slices, String portName) {
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
