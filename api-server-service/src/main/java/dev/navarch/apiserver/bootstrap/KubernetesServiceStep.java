package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.allocation.AddressRange;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.time.Timestamps;
import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/** The range of service addresses, and the Service {@code default/kubernetes}; {@link ServerEndpoints} keeps who is behind it. */
final class KubernetesServiceStep implements BootstrapStep {
    private static final GroupResource SERVICES = new GroupResource("", "services");
    private static final GroupResource RANGES = new GroupResource("networking.k8s.io", "servicecidrs");
    private static final String NAME = "kubernetes";
    private static final String PORT_NAME = "https";

    private final ObjectEnsurer ensurer;
    private final ObjectWriter writer;
    private final ServerEndpoint endpoint;
    private final Clock clock;

    KubernetesServiceStep(ObjectEnsurer ensurer, ServerEndpoint endpoint, Clock clock) {
        this.ensurer = ensurer;
        this.writer = ensurer.writer();
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "start-kubernetes-service-cidr-controller";
    }

    @Override
    public void run() {
        ensureRange();
        ensurer.create(SERVICES, service());
    }

    private void ensureRange() {
        var range = NewObject.of("networking.k8s.io/v1", "ServiceCIDR", "", NAME);
        range.putObject("spec").putArray("cidrs").add(endpoint.serviceCidr());
        ensurer.create(RANGES, range);
        writer.change(RANGES, "", NAME, object -> {
            var status = object.withObject("status");
            if (!status.path("conditions").isEmpty()) return;
            status.putArray("conditions")
                    .addObject()
                    .put("type", "Ready")
                    .put("status", "True")
                    .put("lastTransitionTime", Timestamps.seconds(clock.instant()))
                    .put("reason", "")
                    .put("message", "Kubernetes default Service CIDR is ready");
        });
    }

    private ObjectNode service() {
        var service = NewObject.of("v1", "Service", "default", NAME);
        NewObject.metadata(service)
                .putObject("labels")
                .put("component", "apiserver")
                .put("provider", NAME);
        var spec = service.putObject("spec")
                .put("type", "ClusterIP")
                .put("clusterIP", AddressRange.parse(endpoint.serviceCidr()).address(1))
                .put("ipFamilyPolicy", "SingleStack")
                .put("sessionAffinity", "None");
        var port = spec.putArray("ports")
                .addObject()
                .put("name", PORT_NAME)
                .put("port", 443)
                .put("protocol", "TCP");
        if (endpoint.port() != 0) port.put("targetPort", endpoint.port());
        return service;
    }
}
