package dev.navarch.gateway.cluster;

import dev.navarch.client.Informer;
import dev.navarch.gateway.route.Backend;
import dev.navarch.gateway.route.Backends;
import io.kubernetes.client.openapi.models.V1IngressBackend;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceBackendPort;
import io.kubernetes.client.openapi.models.V1ServicePort;
import java.util.List;
import java.util.Objects;

/** Looks backends up among the Services. */
final class ServiceBackends implements Backends {
    private final Informer<V1Service> services;

    ServiceBackends(Informer<V1Service> services) {
        this.services = services;
    }

    @Override
    public Answer find(String namespace, V1IngressBackend wanted) {
        var reference = wanted.getService();
        if (reference == null) return resource(namespace, wanted);
        var name = reference.getName();
        var meant = new Backend(namespace, name, text(reference.getPort()), 0);
        var service = services.find(namespace, name);
        if (service == null) return new Broken(meant, "ServiceNotFound", "Service " + name + " is not there");
        var spec = Objects.requireNonNull(service.getSpec());
        if ("ExternalName".equals(spec.getType()))
            return new Broken(meant, "UnsupportedBackend", "Service " + name + " is of type ExternalName");
        return Objects.requireNonNullElse(spec.getPorts(), List.<V1ServicePort>of()).stream()
                .filter(port -> isMeant(port, reference.getPort()))
                .findFirst()
                .<Answer>map(port -> new Found(new Backend(namespace, name, nameOf(port), port.getPort())))
                .orElseGet(() -> new Broken(
                        meant, "ServicePortNotFound", "Service " + name + " has no port " + meant.portName()));
    }

    private static Answer resource(String namespace, V1IngressBackend wanted) {
        var name =
                wanted.getResource() == null ? "nothing" : wanted.getResource().getName();
        return new Broken(
                new Backend(namespace, name, "", 0),
                "UnsupportedBackend",
                "A backend must be a Service; the resource " + name + " is none");
    }

    private static boolean isMeant(V1ServicePort port, V1ServiceBackendPort reference) {
        if (reference == null) return false;
        var name = reference.getName();
        if (name != null && !name.isEmpty()) return name.equals(port.getName());
        return Objects.equals(reference.getNumber(), port.getPort());
    }

    private static String text(V1ServiceBackendPort reference) {
        if (reference == null) return "without a name";
        return reference.getName() != null ? reference.getName() : String.valueOf(reference.getNumber());
    }

    private static String nameOf(V1ServicePort port) {
        return Objects.requireNonNullElse(port.getName(), "");
    }
}
