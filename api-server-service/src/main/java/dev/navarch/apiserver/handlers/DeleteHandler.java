package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.registry.DeleteOptions;
import dev.navarch.apiserver.registry.DeleteOptions.Propagation;
import dev.navarch.apiserver.registry.DeletionRules;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.WriteContext;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.codec.ProtobufCodec;
import dev.navarch.machinery.codec.YamlCodec;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** DELETE of one object or of a selection. */
public final class DeleteHandler {
    private static final GroupResource JOBS = new GroupResource("batch", "jobs");

    private static final GroupVersionKind KIND = new GroupVersionKind("", "v1", "DeleteOptions");

    private final Registry registry;
    private final ListHandler lists;
    private final ProtobufCodec protobuf;

    public DeleteHandler(Registry registry, ListHandler lists, ProtobufCodec protobuf) {
        this.registry = registry;
        this.lists = lists;
        this.protobuf = protobuf;
    }

    private record Asked(DeleteOptions options, boolean dryRun) {}

    public ApiResponse delete(ApiRequest request, ServedResource resource) {
        var asked = options(request);
        var info = request.info();
        var namespace = resource.namespaced() ? info.namespace() : "";
        warnOfOrphans(request, resource, asked.options);
        var deletion = registry.delete(
                resource, WriteContext.of(request, asked.dryRun), namespace, info.name(), asked.options);
        return new ApiResponse.Object(
                200,
                deletion.gone() && !DeletionRules.answeredWithObject(resource.groupResource())
                        ? StatusObjects.deleted(resource.groupResource(), deletion.object())
                        : deletion.object());
    }

    public ApiResponse deleteCollection(ApiRequest request, ServedResource resource) {
        var asked = options(request);
        var context = WriteContext.of(request, asked.dryRun);
        var list = Json.object();
        list.put("kind", resource.kind().kind() + "List")
                .put("apiVersion", resource.kind().groupVersion().toString());
        list.putObject("metadata");
        var items = list.putArray("items");
        for (var object : lists.select(request, resource)) {
            try {
                var deletion = registry.delete(resource, context, object.namespace(), object.name(), asked.options);
                items.add(deletion.object());
            } catch (StatusException gone) {
                if (gone.status().code() != 404) throw gone;
            }
        }
        return new ApiResponse.Object(200, list);
    }

    private static void warnOfOrphans(ApiRequest request, ServedResource resource, DeleteOptions options) {
        if (options.propagation() == null && resource.groupResource().equals(JOBS))
            request.warn("child pods are preserved by default when jobs are deleted; set propagationPolicy=Background "
                    + "to remove them or set propagationPolicy=Orphan to suppress this warning");
    }

    private Asked options(ApiRequest request) {
        var body = body(request);
        var grace = body != null && body.hasNonNull("gracePeriodSeconds")
                ? (Long) body.path("gracePeriodSeconds").asLong()
                : number(request.parameter("gracePeriodSeconds"));
        var policy = text(body, request, "propagationPolicy");
        var orphan = text(body, request, "orphanDependents");
        if (!policy.isEmpty() && !orphan.isEmpty())
            throw RequestBodies.invalidOptions(
                    "DeleteOptions",
                    List.of(FieldError.invalid(
                            FieldPath.of("propagationPolicy"),
                            policy,
                            "orphanDependents and deletionPropagation cannot be both set")));
        var dryRun = body != null && !body.path("dryRun").isEmpty()
                ? body.path("dryRun").get(0).asString("")
                : request.parameter("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All"))
            throw RequestBodies.invalidOptions(
                    "DeleteOptions", List.of(FieldError.notSupported(FieldPath.of("dryRun"), dryRun, List.of("All"))));
        var preconditions = body == null ? Json.object() : body.path("preconditions");
        return new Asked(
                new DeleteOptions(
                        grace,
                        propagation(policy, orphan),
                        preconditions.path("uid").asString(null),
                        preconditions.path("resourceVersion").asString(null)),
                !dryRun.isEmpty());
    }

    private static @Nullable Propagation propagation(String policy, String orphan) {
        if (!orphan.isEmpty()) return orphan.equals("true") ? Propagation.ORPHAN : Propagation.BACKGROUND;
        return switch (policy) {
            case "" -> null;
            case "Orphan" -> Propagation.ORPHAN;
            case "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            default ->
                throw RequestBodies.invalidOptions(
                        "DeleteOptions",
                        List.of(FieldError.notSupported(
                                FieldPath.of("propagationPolicy"),
                                policy,
                                List.of("Foreground", "Background", "Orphan", "nil"))));
        };
    }

    private @Nullable ObjectNode body(ApiRequest request) {
        var bytes = request.body().bytes();
        if (bytes.length == 0) return null;
        var media = MediaType.find(request.header("Content-Type"));
        if (media == null)
            throw RequestBodies.unsupported("application/json, application/yaml, application/vnd.kubernetes.protobuf");
        try {
            return (ObjectNode)
                    switch (media) {
                        case JSON -> Json.mapper().readTree(bytes);
                        case YAML -> YamlCodec.read(bytes);
                        case PROTOBUF -> protobuf.decode(bytes, KIND);
                    };
        } catch (RuntimeException unreadable) {
            throw StatusException.badRequest("the body is no DeleteOptions: " + unreadable.getMessage());
        }
    }

    private static String text(@Nullable ObjectNode body, ApiRequest request, String field) {
        return body != null && body.hasNonNull(field) ? body.path(field).asString("") : request.parameter(field);
    }

    private static @Nullable Long number(String text) {
        try {
            return text.isEmpty() ? null : (Long) Long.parseLong(text);
        } catch (NumberFormatException unreadable) {
            throw StatusException.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }
}
