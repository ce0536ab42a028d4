package dev.navarch.apiserver.authorization.rbac;

import dev.navarch.apiserver.request.UserInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Every rule a user has in a namespace.
 *
 * @param errors roles that bindings name and that are not there
 */
public record UserRules(List<PolicyRule> rules, List<String> errors) {
    public UserRules {
        rules = List.copyOf(rules);
        errors = List.copyOf(errors);
    }

    public static UserRules of(RoleBook book, UserInfo user, String namespace) {
        var rules = new ArrayList<PolicyRule>();
        var errors = new ArrayList<String>();
        book.visit(user, namespace, (binding, _) -> {
            var found = book.rules(binding.role());
            if (found == null) errors.add(binding.role().notFound());
            else rules.addAll(found);
        });
        return new UserRules(rules, errors);
    }
}
