package dev.navarch.resources.rbac;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;

/** Of roles, and of cluster roles, which may speak of URLs and collect the rules of others. */
final class RoleStrategy extends KindStrategy {
    private final boolean namespaced;

    RoleStrategy(boolean namespaced) {
        this.namespaced = namespaced;
    }

    @Override
    public NameRule nameRule() {
        return NameRule.PATH_SEGMENT;
    }

    @Override
    protected void validate(Field role) {
        for (var rule : role.get("rules").items()) rule(rule);
        var aggregation = role.get("aggregationRule");
        if (aggregation.absent()) return;
        var selectors = aggregation.get("clusterRoleSelectors");
        selectors.needed("at least one clusterRoleSelector required if aggregationRule is non-nil");
        for (var selector : selectors.items()) LabelValidation.selector(selector);
    }

    private void rule(Field rule) {
        rule.get("verbs").needed("verbs must contain at least one value");
        var urls = rule.get("nonResourceURLs");
        if (urls.notEmpty()) {
            if (namespaced) urls.invalid("namespaced rules cannot apply to non-resource URLs");
            if (rule.get("apiGroups").notEmpty()
                    || rule.get("resources").notEmpty()
                    || rule.get("resourceNames").notEmpty())
                urls.invalid("rules cannot apply to both regular resources and non-resource URLs");
            return;
        }
        rule.get("apiGroups").needed("resource rules must supply at least one api group");
        rule.get("resources").needed("resource rules must supply at least one resource");
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }
}
