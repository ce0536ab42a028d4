package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Nothing is written into a namespace that is not there, nothing new into one that ends; the first three namespaces stay. */
public final class NamespaceLifecyclePlugin implements AdmissionPlugin {
    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

    private final ObjectReader objects;

    public NamespaceLifecyclePlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "NamespaceLifecycle";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (request.request().groupResource().equals(NAMESPACES)
                || request.namespace().isEmpty()
                || request.operation() == Operation.DELETE
                || request.request().resource().equals("localsubjectaccessreviews")) return;
        checkNamespace(request);
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        if (request.operation() == Operation.DELETE
                && request.concerns(NAMESPACES)
                && IMMORTAL.contains(request.name())) throw request.forbidden("this namespace may not be deleted");
    }

    private void checkNamespace(AdmissionRequest request) {
        var namespace = Patience.find(() -> objects.find(NAMESPACES, "", request.namespace()));
        if (namespace == null) throw StatusException.notFound(NAMESPACES, request.namespace());
        if (request.operation() != Operation.CREATE
                || !"Terminating".equals(namespace.path("status").path("phase").asString(""))) return;
        throw terminating(request);
    }

    private static StatusException terminating(AdmissionRequest request) {
        var status = request.forbidden("unable to create new content in namespace " + request.namespace()
                        + " because it is being terminated")
                .status();
        var resource = request.request().groupResource();
        var cause = new Status.Cause(
                "NamespaceTerminating",
                "namespace " + request.namespace() + " is being terminated",
                "metadata.namespace");
        return new StatusException(new Status(
                status.code(),
                status.reason(),
                status.message(),
                new Status.Details(request.targetName(), resource.group(), resource.resource())
                        .withCauses(List.of(cause))));
    }
}
