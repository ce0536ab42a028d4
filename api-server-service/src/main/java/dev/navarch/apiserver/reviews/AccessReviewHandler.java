package dev.navarch.apiserver.reviews;

import dev.navarch.apiserver.authorization.Authorizer;
import dev.navarch.apiserver.authorization.Authorizer.Decision;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** May somebody: SubjectAccessReview of anyone, LocalSubjectAccessReview within a namespace, SelfSubjectAccessReview of the caller. */
public final class AccessReviewHandler implements SubresourceHandler {
    private static final String GROUP = "authorization.k8s.io";
    private static final GroupResource SELF = new GroupResource(GROUP, "selfsubjectaccessreviews");
    private static final GroupResource LOCAL = new GroupResource(GROUP, "localsubjectaccessreviews");
    private static final GroupResource ANY = new GroupResource(GROUP, "subjectaccessreviews");
    private static final FieldPath SPEC = FieldPath.of("spec");

    private final Authorizer authorizer;
    private final PostedBody bodies;

    public AccessReviewHandler(Authorizer authorizer, PostedBody bodies) {
        this.authorizer = authorizer;
        this.bodies = bodies;
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(SELF, ""), new Endpoint(LOCAL, ""), new Endpoint(ANY, ""));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var resource = request.info().groupResource();
        var kind = kind(resource);
        var answer = bodies.read(request, kind);
        var spec = answer.withObject("spec");
        var errors = new ArrayList<>(validate(resource, spec, request.info().namespace()));
        errors.addAll(validateMetadata(resource, answer));
        if (!errors.isEmpty()) throw StatusException.invalid(kind, "", errors);
        var user = resource.equals(SELF) ? request.caller().user() : UserTree.readSpec(spec);
        var metadata = answer.withObject("metadata");
        if (resource.equals(LOCAL)) metadata.put("namespace", request.info().namespace());
        fill(answer.putObject("status"), authorizer.authorize(user, question(spec)));
        return new ApiResponse.Object(201, answer);
    }

    private static GroupVersionKind kind(GroupResource resource) {
        if (resource.equals(SELF)) return new GroupVersionKind(GROUP, "v1", "SelfSubjectAccessReview");
        if (resource.equals(LOCAL)) return new GroupVersionKind(GROUP, "v1", "LocalSubjectAccessReview");
        return new GroupVersionKind(GROUP, "v1", "SubjectAccessReview");
    }

    private static List<FieldError> validate(GroupResource resource, ObjectNode spec, String namespace) {
        var errors = new ArrayList<FieldError>();
        var hasResource = spec.hasNonNull("resourceAttributes");
        var hasPath = spec.hasNonNull("nonResourceAttributes");
        if (hasResource && hasPath)
            errors.add(FieldError.invalid(
                    SPEC.child("nonResourceAttributes"),
                    spec.path("nonResourceAttributes"),
                    "cannot be specified in combination with resourceAttributes"));
        if (!hasResource && !hasPath)
            errors.add(FieldError.invalid(
                    SPEC.child("resourceAttributes"),
                    null,
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        errors.addAll(validateSelectors(spec.path("resourceAttributes")));
        if (!resource.equals(SELF)
                && spec.path("user").asString("").isEmpty()
                && spec.path("groups").isEmpty())
            errors.add(FieldError.invalid(SPEC.child("user"), "", "at least one of user or group must be specified"));
        if (resource.equals(LOCAL)) errors.addAll(validateLocal(spec, namespace));
        return errors;
    }

    private static List<FieldError> validateSelectors(JsonNode attributes) {
        var errors = new ArrayList<FieldError>();
        for (var name : List.of("fieldSelector", "labelSelector"))
            if (attributes.hasNonNull(name))
                errors.addAll(SelectorAttributes.validate(
                        SPEC.child("resourceAttributes").child(name), attributes.path(name)));
        return errors;
    }

    private static List<FieldError> validateMetadata(GroupResource resource, ObjectNode review) {
        var rest = Json.object();
        review.path("metadata").forEachEntry((field, value) -> {
            if (!value.isNull() && !field.equals("managedFields")) rest.set(field, value);
        });
        if (resource.equals(LOCAL)) rest.remove("namespace");
        if (rest.isEmpty()) return List.of();
        var why = resource.equals(LOCAL) ? "must be empty except for namespace" : "must be empty";
        return List.of(FieldError.invalid(FieldPath.of("metadata"), rest, why));
    }

    private static List<FieldError> validateLocal(ObjectNode spec, String namespace) {
        if (spec.hasNonNull("nonResourceAttributes"))
            return List.of(FieldError.invalid(
                    SPEC.child("nonResourceAttributes"),
                    spec.path("nonResourceAttributes"),
                    "disallowed on this kind of request"));
        var asked = spec.path("resourceAttributes").path("namespace").asString("");
        return asked.equals(namespace)
                ? List.of()
                : List.of(FieldError.invalid(
                        SPEC.child("resourceAttributes").child("namespace"), asked, "must match metadata.namespace"));
    }

    private static RequestInfo question(JsonNode spec) {
        var path = spec.path("nonResourceAttributes");
        if (path.isObject())
            return new RequestInfo(false, text(path, "verb"), "", "", "", "", "", "", text(path, "path"));
        var resource = spec.path("resourceAttributes");
        return new RequestInfo(
                true,
                text(resource, "verb"),
                text(resource, "group"),
                text(resource, "version"),
                text(resource, "namespace"),
                text(resource, "resource"),
                text(resource, "subresource"),
                text(resource, "name"),
                "");
    }

    private static void fill(ObjectNode status, Decision decision) {
        var reason = switch (decision) {
            case Decision.Allowed(var why) -> why;
            case Decision.Denied(var why) -> why;
            case Decision.NoOpinion(var why) -> why;
        };
        status.put("allowed", decision instanceof Decision.Allowed);
        if (decision instanceof Decision.Denied) status.put("denied", true);
        if (!reason.isEmpty()) status.put("reason", reason);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
