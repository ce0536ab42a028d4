package dev.navarch.apiserver.authorization.rbac;

import dev.navarch.apiserver.admission.AdmissionPlugin;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.authorization.Authorizer;
import dev.navarch.apiserver.identity.UserGroups;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nobody gives away what they do not have: writing a role or a binding needs every permission it grants, or the verb
 * {@code escalate} on the role, or {@code bind} on the role that is bound.
 */
public final class EscalationPlugin implements AdmissionPlugin {
    private static final List<PolicyRule> EVERYTHING = List.of(
            new PolicyRule(List.of("*"), List.of("*"), List.of(), List.of(), List.of("*")),
            new PolicyRule(List.of(), List.of(), List.of(), List.of("*"), List.of("*")));
    private static final List<String> GARBAGE_COLLECTION_FIELDS =
            List.of("ownerReferences", "finalizers", "managedFields", "resourceVersion");

    private final RoleBook book;
    private final Authorizer authorizer;

    public EscalationPlugin(RoleBook book, Authorizer authorizer) {
        this.book = book;
        this.authorizer = authorizer;
    }

    @Override
    public String name() {
        return "RBACEscalation";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var object = request.object();
        if (object == null
                || request.operation() == Operation.DELETE
                || !request.request().group().equals(RoleBook.GROUP)
                || request.caller().user().groups().contains(UserGroups.MASTERS)
                || changesGarbageCollectionOnly(object, request.stored())) return;
        switch (request.request().resource()) {
            case "roles", "clusterroles" -> checkRole(request, object);
            case "rolebindings", "clusterrolebindings" -> checkBinding(request, object);
            default -> {}
        }
    }

    private void checkRole(AdmissionRequest request, ObjectNode role) {
        var user = request.caller().user();
        if (allowed(user, withVerb(request.request(), "escalate"))) return;
        var held = UserRules.of(book, user, request.namespace());
        var stored = request.stored();
        if (aggregates(role) || (stored != null && aggregates(stored)))
            if (!RuleCoverage.missing(held.rules(), EVERYTHING).isEmpty())
                throw StatusException.forbidden(
                        request.request().groupResource(),
                        nameOf(role),
                        "must have cluster-admin privileges to use an aggregationRule");
        refuseUnlessHeld(request, nameOf(role), held, PolicyRule.rules(role));
    }

    private void checkBinding(AdmissionRequest request, ObjectNode binding) {
        var user = request.caller().user();
        var reference = Binding.roleOf(binding, request.namespace());
        if (allowed(user, bind(request, reference))) return;
        var granted = book.rules(reference);
        if (granted == null)
            throw StatusException.notFound(
                    new GroupResource(RoleBook.GROUP, reference.namespace().isEmpty() ? "clusterrole" : "role"),
                    reference.name());
        refuseUnlessHeld(request, nameOf(binding), UserRules.of(book, user, request.namespace()), granted);
    }

    private static void refuseUnlessHeld(
            AdmissionRequest request, String name, UserRules held, List<PolicyRule> granted) {
        var missing = RuleCoverage.missing(held.rules(), granted);
        if (missing.isEmpty()) return;
        var user = request.caller().user();
        var groups = user.groups().stream().map(group -> "\"" + group + "\"").collect(Collectors.joining(" "));
        var errors = held.errors().isEmpty() ? "" : "; resolution errors: [" + String.join(", ", held.errors()) + "]";
        throw StatusException.forbidden(
                request.request().groupResource(),
                name,
                "user \"" + user.name() + "\" (groups=[" + groups
                        + "]) is attempting to grant RBAC permissions not currently held:\n"
                        + RuleCoverage.describe(missing) + errors);
    }

    private boolean allowed(UserInfo user, RequestInfo request) {
        return authorizer.authorize(user, request) instanceof Authorizer.Decision.Allowed;
    }

    private static RequestInfo withVerb(RequestInfo request, String verb) {
        return new RequestInfo(
                true,
                verb,
                request.group(),
                request.version(),
                request.namespace(),
                request.resource(),
                request.subresource(),
                request.name(),
                request.path());
    }

    private static RequestInfo bind(AdmissionRequest request, Binding.RoleRef role) {
        var resource = role.namespace().isEmpty() ? "clusterroles" : "roles";
        return new RequestInfo(true, "bind", RoleBook.GROUP, "v1", request.namespace(), resource, "", role.name(), "");
    }

    private static boolean aggregates(ObjectNode role) {
        return role.hasNonNull("aggregationRule");
    }

    private static String nameOf(ObjectNode object) {
        return object.path("metadata").path("name").asString("");
    }

    private static boolean changesGarbageCollectionOnly(ObjectNode object, @Nullable ObjectNode stored) {
        return stored != null && stripped(object).equals(stripped(stored));
    }

    private static ObjectNode stripped(ObjectNode object) {
        var copy = object.deepCopy();
        if (copy.get("metadata") instanceof ObjectNode metadata) metadata.remove(GARBAGE_COLLECTION_FIELDS);
        return copy;
    }
}
