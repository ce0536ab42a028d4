package dev.navarch.resources.device;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import tools.jackson.databind.node.ObjectNode;

final class ResourceClaimTemplateStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode template) {
        var spec = Tree.object(template, "spec");
        Tree.object(spec, "metadata");
        DeviceDefaults.claim(Tree.object(spec, "spec"));
    }

    @Override
    protected void validate(Field template) {
        var spec = template.get("spec");
        LabelValidation.labels(spec.get("metadata").get("labels"));
        LabelValidation.annotations(spec.get("metadata").get("annotations"));
        DeviceClaimValidation.validate(spec.get("spec").get("devices"));
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("spec").immutable(stored.get("spec"));
    }
}
