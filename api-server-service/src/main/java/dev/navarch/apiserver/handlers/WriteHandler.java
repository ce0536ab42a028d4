package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.handlers.RequestBodies.WriteOptions;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.UpdateRules;
import dev.navarch.apiserver.registry.WriteContext;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.patch.ObjectPatcher;
import dev.navarch.machinery.patch.PatchType;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.SubresourceStrategy;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** POST, PUT and PATCH on objects and on those subresources that are views of them. */
public final class WriteHandler {
    private final Registry registry;
    private final RequestBodies bodies;
    private final ObjectPatcher patcher;

    public WriteHandler(Registry registry, RequestBodies bodies, ObjectPatcher patcher) {
        this.registry = registry;
        this.bodies = bodies;
        this.patcher = patcher;
    }

    public ApiResponse create(ApiRequest request, ServedResource resource) {
        var options = RequestBodies.options(request, "CreateOptions");
        var object = bodies.object(request, resource, options.validation());
        placed(request, object);
        OwnerReferences.deduplicate(request, object);
        RequesterIdentity.write(
                resource.groupResource(), object, request.caller().user());
        return new ApiResponse.Object(
                201, registry.create(resource, WriteContext.of(request, options.dryRun()), object));
    }

    public ApiResponse update(ApiRequest request, ServedResource resource) {
        var options = RequestBodies.options(request, "UpdateOptions");
        var object = bodies.object(request, resource, options.validation());
        var info = request.info();
        placed(request, object);
        named(request, object);
        OwnerReferences.deduplicate(request, object);
        var context = WriteContext.of(request, options.dryRun());
        try {
            return new ApiResponse.Object(
                    200,
                    registry.update(
                            resource,
                            context,
                            info.namespace(),
                            info.name(),
                            UpdateRules.of(resource.strategy()),
                            stored -> object.deepCopy()));
        } catch (StatusException refused) {
            if (refused.status().code() != 404 || !resource.strategy().allowsCreateOnUpdate()) throw refused;
            if (!ObjectMeta.of(object).uid().isEmpty())
                throw StatusException.otherUid(
                        resource.groupResource(),
                        info.name(),
                        ObjectMeta.of(object).uid(),
                        "");
            ObjectMeta.of(object).resourceVersion("");
            return new ApiResponse.Object(201, registry.create(resource, context, object));
        }
    }

    public ApiResponse updateSubresource(ApiRequest request, ServedResource resource, SubresourceStrategy strategy) {
        var options = RequestBodies.options(request, "UpdateOptions");
        var object = bodies.object(request, resource, options.validation());
        placed(request, object);
        named(request, object);
        return changed(request, resource, UpdateRules.of(strategy), options, stored -> object.deepCopy());
    }

    public ApiResponse patch(ApiRequest request, ServedResource resource) {
        return patch(request, resource, UpdateRules.of(resource.strategy()));
    }

    public ApiResponse patchSubresource(ApiRequest request, ServedResource resource, SubresourceStrategy strategy) {
        return patch(request, resource, UpdateRules.of(strategy));
    }

    private ApiResponse patch(ApiRequest request, ServedResource resource, UpdateRules rules) {
        var options = RequestBodies.options(request, "PatchOptions");
        var type = patchType(request, resource.schema() != null);
        var body = request.body().bytes();
        return changed(request, resource, rules, options, stored -> {
            var patched = patcher.patch(type, body, stored, resource.kind(), resource.schema(), options.validation());
            patched.warnings().forEach(request::warn);
            placed(request, patched.object());
            named(request, patched.object());
            OwnerReferences.deduplicate(request, patched.object());
            return patched.object();
        });
    }

    /** @param builtIn custom resources have no strategic merge patch */
    static PatchType patchType(ApiRequest request, boolean builtIn) {
        var type = PatchType.find(request.header("Content-Type"));
        if (type == null || (type == PatchType.STRATEGIC_MERGE_PATCH && !builtIn))
            throw RequestBodies.unsupported(Arrays.stream(PatchType.values())
                    .filter(known -> builtIn || known != PatchType.STRATEGIC_MERGE_PATCH)
                    .map(PatchType::mediaType)
                    .collect(Collectors.joining(", ")));
        if (type == PatchType.APPLY)
            throw new StatusException(new Status(
                    415,
                    "UnsupportedMediaType",
                    "server-side apply is not supported yet; use a merge patch or a strategic merge patch",
                    null));
        if (request.query().containsKey("force"))
            throw RequestBodies.invalidOptions(
                    "PatchOptions",
                    List.of(FieldError.forbidden(FieldPath.of("force"), "may not be specified for non-apply patch")));
        return type;
    }

    private ApiResponse changed(
            ApiRequest request,
            ServedResource resource,
            UpdateRules rules,
            WriteOptions options,
            UnaryOperator<ObjectNode> change) {
        var info = request.info();
        return new ApiResponse.Object(
                200,
                registry.update(
                        resource,
                        WriteContext.of(request, options.dryRun()),
                        info.namespace(),
                        info.name(),
                        rules,
                        change));
    }

    /** The object's namespace is the URL's; an empty one on either side gives way. */
    static void placed(ApiRequest request, ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        var namespace = request.info().resource().equals("namespaces")
                ? ""
                : request.info().namespace();
        if (metadata.namespace().equals(namespace)) return;
        if (!metadata.namespace().isEmpty() && !namespace.isEmpty())
            throw StatusException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        metadata.namespace(namespace);
    }

    static void named(ApiRequest request, ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        var name = request.info().name();
        if (metadata.name().isEmpty())
            throw StatusException.badRequest(
                    "the name of the object (" + name + " based on URL) was undeterminable: name must be provided");
        if (!metadata.name().equals(name))
            throw StatusException.badRequest("the name of the object (" + metadata.name()
                    + ") does not match the name on the URL (" + name + ")");
    }
}
