package dev.navarch.apiserver.authorization.rbac;

import dev.navarch.apiserver.authorization.Authorizer;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import java.util.ArrayList;
import java.util.List;

/** Allows what some role bound to the user, or to a group of the user, allows. Never denies. */
public final class RbacAuthorizer implements Authorizer {
    private final RoleBook book;

    public RbacAuthorizer(RoleBook book) {
        this.book = book;
    }

    @Override
    public Decision authorize(UserInfo user, RequestInfo request) {
        var allowedBy = new ArrayList<String>(1);
        var missing = new ArrayList<String>();
        book.visit(user, request.resourceRequest() ? request.namespace() : "", (binding, subject) -> {
            if (!allowedBy.isEmpty()) return;
            var rules = book.rules(binding.role());
            if (rules == null) missing.add(binding.role().notFound());
            else if (anyAllows(rules, request)) allowedBy.add(binding.reasonFor(subject));
        });
        if (!allowedBy.isEmpty()) return new Decision.Allowed(allowedBy.getFirst());
        return new Decision.NoOpinion(missing.isEmpty() ? "" : "RBAC: " + aggregate(missing));
    }

    private static boolean anyAllows(List<PolicyRule> rules, RequestInfo request) {
        for (var rule : rules) if (rule.allows(request)) return true;
        return false;
    }

    static String aggregate(List<String> errors) {
        var distinct = errors.stream().distinct().toList();
        return distinct.size() == 1 ? distinct.getFirst() : "[" + String.join(", ", distinct) + "]";
    }
}
