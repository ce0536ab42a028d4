package dev.navarch.apiserver.pods;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.machinery.time.Timestamps;
import dev.navarch.resources.ResourceNames;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** POST pods/NAME/binding, or bindings: the scheduler's decision. Sets the node, the binding's annotations and PodScheduled. */
public final class BindingHandler implements SubresourceHandler {
    private static final GroupVersionKind KIND = new GroupVersionKind("", "v1", "Binding");
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource BINDINGS = new GroupResource("", "bindings");
    private static final GroupResource POD_BINDING = new GroupResource("", "pods/binding");

    private final ObjectWriter writer;
    private final PostedBody bodies;
    private final Admission admission;
    private final ResourceNames podNames;
    private final Clock clock;

    public BindingHandler(
            ObjectWriter writer, PostedBody bodies, Admission admission, ResourceNames podNames, Clock clock) {
        this.writer = writer;
        this.bodies = bodies;
        this.admission = admission;
        this.podNames = podNames;
        this.clock = clock;
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(PODS, "binding"), new Endpoint(BINDINGS, ""));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        if (!request.method().equals("POST"))
            throw StatusException.methodNotAllowed(BINDINGS, request.info().verb());
        var binding = bodies.read(request, KIND);
        var named = binding.path("metadata").path("name").asString("");
        var pod = request.info().name().isEmpty() ? named : request.info().name();
        if (!named.equals(pod)) throw StatusException.badRequest("name in URL does not match name in Binding object");
        var errors = validate(binding);
        if (!errors.isEmpty()) throw invalid(errors);
        admit(request, pod, binding);
        if (!request.flag("dryRun"))
            writer.change(PODS, request.info().namespace(), pod, object -> bind(object, pod, binding));
        return Success.created();
    }

    private static List<FieldError> validate(JsonNode binding) {
        var errors = new ArrayList<FieldError>();
        var target = FieldPath.of("target");
        var kind = binding.path("target").path("kind").asString("");
        if (!kind.isEmpty() && !kind.equals("Node"))
            errors.add(FieldError.notSupported(target.child("kind"), kind, List.of("Node", "<empty>")));
        if (binding.path("target").path("name").asString("").isEmpty())
            errors.add(FieldError.required(target.child("name"), ""));
        return errors;
    }

    /** Upstream answers these as it does its own failures. */
    private static StatusException invalid(List<FieldError> errors) {
        var texts = errors.stream().map(FieldError::toString).toList();
        return new StatusException(
                new Status(500, "", texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]", null));
    }

    private void admit(ApiRequest request, String pod, ObjectNode binding) {
        var admitted = new AdmissionRequest(
                AdmissionRequest.Operation.CREATE,
                request.info(),
                podNames,
                KIND,
                request.info().namespace(),
                pod,
                binding,
                null,
                request.caller(),
                request.flag("dryRun"));
        admission.mutate(admitted, request::warn);
        admission.validate(admitted, request::warn);
    }

    private void bind(ObjectNode pod, String name, JsonNode binding) {
        var metadata = pod.withObject("metadata");
        var wanted = binding.path("metadata");
        requireSame(wanted, metadata, "uid", "UID", name);
        requireSame(wanted, metadata, "resourceVersion", "ResourceVersion", name);
        var spec = pod.withObject("spec");
        if (metadata.hasNonNull("deletionTimestamp"))
            throw conflict(name, "pod " + name + " is being deleted, cannot be assigned to a host");
        var before = spec.path("nodeName").asString("");
        if (!before.isEmpty()) throw conflict(name, "pod " + name + " is already assigned to node \"" + before + "\"");
        if (!spec.path("schedulingGates").isEmpty())
            throw conflict(name, "pod " + name + " has non-empty .spec.schedulingGates");
        spec.put("nodeName", binding.path("target").path("name").asString(""));
        merge(wanted, metadata, "annotations");
        merge(wanted, metadata, "labels");
        setScheduled(pod.withObject("status"), metadata.path("generation").asLong(0));
    }

    private static void requireSame(JsonNode wanted, JsonNode actual, String field, String title, String name) {
        var expected = wanted.path(field).asString("");
        var found = actual.path(field).asString("");
        if (!expected.isEmpty() && !expected.equals(found))
            throw StatusException.conflict(
                    PODS,
                    name,
                    "Precondition failed: " + title + " in precondition: " + expected + ", " + title
                            + " in object meta: " + found);
    }

    private static void merge(JsonNode from, ObjectNode into, String field) {
        if (from.path(field).isEmpty()) return;
        var map = into.withObject(field);
        from.path(field).forEachEntry(map::set);
    }

    private void setScheduled(ObjectNode status, long generation) {
        var conditions = status.withArray("conditions");
        for (var i = 0; i < conditions.size(); i++)
            if (conditions.path(i).path("type").asString("").equals("PodScheduled")) conditions.remove(i--);
        var condition = conditions
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "True")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", Timestamps.seconds(clock.instant()));
        if (generation > 0) condition.put("observedGeneration", generation);
    }

    private static StatusException conflict(String name, String why) {
        return StatusException.conflict(POD_BINDING, name, why);
    }
}
