package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ReadyEndpoints;
import dev.navarch.apiserver.objects.ServicePorts;
import dev.navarch.machinery.name.GroupResource;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/** Where a Service's port is answered right now. */
sealed interface ServiceEndpoint {
    record Ready(InetSocketAddress address) implements ServiceEndpoint {}

    record Missing(Availability why) implements ServiceEndpoint {}

    GroupResource SERVICES = new GroupResource("", "services");

    /** Any one of the ready endpoints. */
    static ServiceEndpoint find(ObjectReader objects, AggregatedVersion version) {
        var shown = "service/" + version.service() + " in \"" + version.namespace() + "\"";
        var service = objects.find(SERVICES, version.namespace(), version.service());
        if (service == null) return missing("ServiceNotFound", shown + " is not present");
        var portName = ServicePorts.name(service, version.port());
        if (portName == null) return missing("ServicePortError", shown + " is not listening on port " + version.port());
        var slices = ReadyEndpoints.slices(objects, version.namespace(), version.service());
        if (slices.isEmpty())
            return missing(
                    "EndpointsNotFound",
                    "cannot find endpointslices for service/" + version.service() + " in \"" + version.namespace()
                            + "\"");
        var ready = ReadyEndpoints.of(slices, portName);
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
}
