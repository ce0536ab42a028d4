package dev.navarch.resources.device;

import dev.navarch.resources.form.GenerationKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

final class ResourceSliceStrategy extends GenerationKindStrategy {
    ResourceSliceStrategy() {
        super("spec");
    }

    @Override
    protected void validate(Field slice) {
        ResourceSliceValidation.validate(slice.get("spec"));
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        var now = updated.get("spec");
        var was = stored.get("spec");
        now.get("pool").get("name").immutable(was.get("pool").get("name"));
        now.get("driver").immutable(was.get("driver"));
        now.get("nodeName").immutable(was.get("nodeName"));
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode slice) {
        var spec = slice.path("spec");
        return Map.of("spec.nodeName", Tree.text(spec, "nodeName"), "spec.driver", Tree.text(spec, "driver"));
    }
}
