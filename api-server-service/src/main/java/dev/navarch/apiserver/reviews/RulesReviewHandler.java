package dev.navarch.apiserver.reviews;

import dev.navarch.apiserver.authorization.rbac.PolicyRule;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.authorization.rbac.UserRules;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.identity.NodeIdentity;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What may I, in a namespace: {@code kubectl auth can-i --list}. */
public final class RulesReviewHandler implements SubresourceHandler {
    private static final GroupVersionKind KIND =
            new GroupVersionKind("authorization.k8s.io", "v1", "SelfSubjectRulesReview");

    private final RoleBook book;
    private final PostedBody bodies;

    public RulesReviewHandler(RoleBook book, PostedBody bodies) {
        this.book = book;
        this.bodies = bodies;
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(new GroupResource(KIND.group(), "selfsubjectrulesreviews"), ""));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var answer = bodies.read(request, KIND);
        var namespace = answer.path("spec").path("namespace").asString("");
        if (namespace.isEmpty()) throw StatusException.badRequest("no namespace on request");
        var user = request.caller().user();
        var rules = UserRules.of(book, user, namespace);
        var errors = new ArrayList<>(rules.errors());
        if (NodeIdentity.nodeName(user) != null) errors.add("node authorizer does not support user rule resolution");
        if (!answer.has("metadata")) answer.putObject("metadata");
        answer.putObject("spec");
        fill(answer.putObject("status"), rules.rules(), errors);
        return new ApiResponse.Object(201, answer);
    }

    private static void fill(ObjectNode status, List<PolicyRule> rules, List<String> errors) {
        var resources = status.putArray("resourceRules");
        var paths = status.putArray("nonResourceRules");
        for (var rule : rules) {
            if (!rule.resources().isEmpty()) rule.write(resources.addObject());
            if (!rule.nonResourceUrls().isEmpty()) rule.write(paths.addObject());
        }
        status.put("incomplete", !errors.isEmpty());
        if (!errors.isEmpty()) status.put("evaluationError", String.join(", ", errors));
    }
}
