package dev.navarch.apiserver.admission.podsecurity;

import dev.navarch.apiserver.admission.AdmissionPlugin;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Refuses pods that their namespace's labels do not allow, and warns of them and of those that a template would make. */
public final class PodSecurityPlugin implements AdmissionPlugin {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final GroupVersionKind NAMESPACE = new GroupVersionKind("", "v1", "Namespace");
    private static final List<String> TEMPLATE = List.of("spec", "template");

    private static final Map<GroupResource, List<String>> TEMPLATES = Map.of(
            new GroupResource("", "replicationcontrollers"), TEMPLATE,
            new GroupResource("", "podtemplates"), List.of("template"),
            new GroupResource("apps", "replicasets"), TEMPLATE,
            new GroupResource("apps", "deployments"), TEMPLATE,
            new GroupResource("apps", "statefulsets"), TEMPLATE,
            new GroupResource("apps", "daemonsets"), TEMPLATE,
            new GroupResource("batch", "jobs"), TEMPLATE,
            new GroupResource("batch", "cronjobs"), List.of("spec", "jobTemplate", "spec", "template"));

    private final ObjectReader objects;

    public PodSecurityPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "PodSecurity";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var object = request.object();
        if (object == null || request.operation() == Operation.DELETE || request.operation() == Operation.CONNECT)
            return;
        if (request.concerns(NAMESPACES)) namespace(request, object, warnings);
        else if (request.creates(PODS) || addsEphemeralContainers(request)) pod(request, object, warnings);
        else template(request, object, warnings);
    }

    private static boolean addsEphemeralContainers(AdmissionRequest request) {
        return request.request().groupResource().equals(PODS)
                && request.request().subresource().equals("ephemeralcontainers");
    }

    private void pod(AdmissionRequest request, ObjectNode object, Consumer<String> warnings) {
        var policy = policy(request);
        var pod = new PodView(object.path("metadata"), object.path("spec"));
        var refused = Checks.violations(pod, policy.enforce());
        if (!refused.isEmpty())
            throw request.forbidden("violates PodSecurity \"" + policy.enforce() + "\": " + Checks.details(refused));
        warn(pod, policy.warn(), warnings);
    }

    private void template(AdmissionRequest request, ObjectNode object, Consumer<String> warnings) {
        var path = TEMPLATES.get(request.request().groupResource());
        if (path == null || !request.request().subresource().isEmpty()) return;
        JsonNode template = object;
        for (var field : path) template = template.path(field);
        if (!template.isObject()) return;
        warn(
                new PodView(template.path("metadata"), template.path("spec")),
                policy(request).warn(),
                warnings);
    }

    private static void warn(PodView pod, Policy policy, Consumer<String> warnings) {
        var found = Checks.violations(pod, policy);
        if (!found.isEmpty()) warnings.accept("would violate PodSecurity \"" + policy + "\": " + Checks.details(found));
    }

    private NamespacePolicy policy(AdmissionRequest request) {
        var namespace = objects.find(NAMESPACES, "", request.namespace());
        if (namespace == null)
            throw StatusException.internal("failed to lookup namespace \"" + request.namespace() + "\"");
        return NamespacePolicy.of(namespace);
    }

    private void namespace(AdmissionRequest request, ObjectNode namespace, Consumer<String> warnings) {
        var policy = NamespacePolicy.of(namespace);
        var before = request.stored() == null ? null : NamespacePolicy.of(request.stored());
        if (!policy.errors().isEmpty() && (before == null || before.errors().isEmpty()))
            throw StatusException.invalid(NAMESPACE, request.targetName(), policy.errors());
        if (before != null && isStricter(policy.enforce(), before.enforce()))
            ExistingPods.warn(
                    objects.list(PODS, request.targetName()), request.targetName(), policy.enforce(), warnings);
    }

    private static boolean isStricter(Policy now, Policy before) {
        if (now.allowsAll() || now.equals(before)) return false;
        return now.minor() != before.minor() || now.level().compareTo(before.level()) > 0;
    }
}
