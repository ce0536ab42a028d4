package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.UpdateRules;
import dev.navarch.apiserver.registry.WriteContext;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.patch.ObjectPatcher;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The scale subresource of built-in workloads: how many replicas, and nothing else. */
public final class ScaleHandler {
    private static final GroupVersionKind KIND = new GroupVersionKind("autoscaling", "v1", "Scale");
    private static final ScaleColumns COLUMNS = new ScaleColumns();

    private final Registry registry;
    private final RequestBodies bodies;
    private final ObjectPatcher patcher;
    private final ObjectResponses responses;
    private final Admission admission;
    private final SchemaCatalog schemas;

    public ScaleHandler(
            Registry registry,
            RequestBodies bodies,
            ObjectPatcher patcher,
            ObjectResponses responses,
            Admission admission,
            SchemaCatalog schemas) {
        this.registry = registry;
        this.bodies = bodies;
        this.patcher = patcher;
        this.responses = responses;
        this.admission = admission;
        this.schemas = schemas;
    }

    boolean serves(ServedResource resource) {
        return resource.definition().subresources().stream()
                .anyMatch(subresource -> subresource.name().equals("scale"));
    }

    ApiResponse handle(ApiRequest request, ServedResource resource) {
        var info = request.info();
        return switch (info.verb()) {
            case "get" -> answer(request, registry.get(resource, info.namespace(), info.name()));
            case "update" -> update(request, resource);
            case "patch" -> patch(request, resource);
            default ->
                throw new StatusException(new Status(
                        405,
                        "MethodNotAllowed",
                        "the server does not allow this method on the requested resource",
                        new Status.Details("", "", "")));
        };
    }

    private ApiResponse update(ApiRequest request, ServedResource resource) {
        var options = RequestBodies.options(request, "UpdateOptions");
        var scale = bodies.object(request, KIND, schemas.get(KIND), options.validation());
        WriteHandler.placed(request, scale);
        WriteHandler.named(request, scale);
        return change(request, resource, options.dryRun(), current -> scale.deepCopy());
    }

    private ApiResponse patch(ApiRequest request, ServedResource resource) {
        var options = RequestBodies.options(request, "PatchOptions");
        var type = WriteHandler.patchType(request, true);
        var body = request.body().bytes();
        return change(request, resource, options.dryRun(), current -> {
            var patched = patcher.patch(type, body, current, KIND, schemas.get(KIND), options.validation());
            patched.warnings().forEach(request::warn);
            WriteHandler.named(request, patched.object());
            return patched.object();
        });
    }

    /** Admission judges the Scale, the kind's own rules the object that it changes. */
    private ApiResponse change(
            ApiRequest request, ServedResource resource, boolean dryRun, UnaryOperator<ObjectNode> change) {
        var info = request.info();
        var context = new WriteContext(info, request.caller(), dryRun, false, request::warn);
        var written = registry.update(
                resource, context, info.namespace(), info.name(), UpdateRules.of(resource.strategy()), stored -> {
                    var current = scale(stored);
                    var wanted = change.apply(current.deepCopy());
                    admit(request, resource, wanted, current, dryRun);
                    validate(wanted, info.name());
                    var metadata = ObjectMeta.of(stored);
                    var version = ObjectMeta.of(wanted).resourceVersion();
                    if (!version.isEmpty()) metadata.resourceVersion(version);
                    stored.withObject("spec")
                            .put(
                                    "replicas",
                                    wanted.path("spec").path("replicas").asInt(0));
                    return stored;
                });
        return answer(request, written);
    }

    private void admit(
            ApiRequest request, ServedResource resource, ObjectNode wanted, ObjectNode current, boolean dryRun) {
        var info = request.info();
        var admitted = new AdmissionRequest(
                Operation.UPDATE,
                info,
                resource.names(),
                KIND,
                info.namespace(),
                info.name(),
                wanted,
                current,
                request.caller(),
                dryRun);
        admission.mutate(admitted, request::warn);
        admission.validate(admitted, request::warn);
    }

    private static void validate(ObjectNode scale, String name) {
        var replicas = scale.path("spec").path("replicas").asLong(0);
        if (replicas < 0)
            throw StatusException.invalid(
                    KIND,
                    name,
                    List.of(FieldError.invalid(
                            FieldPath.of("spec", "replicas"), replicas, "must be greater than or equal to 0")));
    }

    private ApiResponse answer(ApiRequest request, ObjectNode object) {
        return responses.object(request, 200, scale(object), COLUMNS);
    }

    static ObjectNode scale(ObjectNode object) {
        var scale = Json.object();
        scale.put("kind", KIND.kind()).put("apiVersion", KIND.groupVersion().toString());
        var metadata = scale.putObject("metadata");
        for (var field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            var value = object.path("metadata").get(field);
            if (value != null) metadata.set(field, value);
        }
        var spec = scale.putObject("spec");
        var replicas = object.path("spec").path("replicas").asInt(0);
        if (replicas != 0) spec.put("replicas", replicas);
        var status = scale.putObject("status");
        status.put("replicas", object.path("status").path("replicas").asInt(0));
        var selector = selector(object);
        if (!selector.isEmpty()) status.put("selector", selector);
        return scale;
    }

    /** Replication controllers select by a plain map. */
    private static String selector(ObjectNode object) {
        var selector = object.path("spec").path("selector");
        if (!object.path("kind").asString("").equals("ReplicationController"))
            return selector.isMissingNode() ? "" : LabelSelector.of(selector).toString();
        var labels = new TreeMap<String, String>();
        selector.forEachEntry((label, value) -> labels.put(label, value.asString("")));
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }
}
