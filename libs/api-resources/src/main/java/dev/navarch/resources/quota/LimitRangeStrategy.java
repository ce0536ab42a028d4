package dev.navarch.resources.quota;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

final class LimitRangeStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode limitRange) {
        for (var limit : Tree.objects(Tree.object(limitRange, "spec"), "limits"))
            if (Tree.text(limit, "type").equals("Container")) container(limit);
    }

    private static void container(ObjectNode limit) {
        fillFrom(limit, "max", "default");
        fillFrom(limit, "default", "defaultRequest");
        fillFrom(limit, "min", "defaultRequest");
    }

    private static void fillFrom(ObjectNode limit, String source, String target) {
        var from = Tree.find(limit, source);
        if (from == null || from.isEmpty()) return;
        var to = Tree.object(limit, target);
        from.forEachEntry((name, amount) -> {
            if (!to.has(name)) to.set(name, amount);
        });
    }

    /** The one kind whose objects need no name. */
    @Override
    public void prepareForCreate(ObjectNode limitRange) {
        var metadata = ObjectMeta.of(limitRange);
        if (metadata.name().isEmpty()) metadata.name(UUID.randomUUID().toString());
    }

    @Override
    protected void validate(Field limitRange) {
        LimitRangeValidation.validate(limitRange.get("spec").get("limits"));
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }
}
