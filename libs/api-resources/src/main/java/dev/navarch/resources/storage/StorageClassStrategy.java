package dev.navarch.resources.storage;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class StorageClassStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode storageClass) {
        Tree.fillAbsent(storageClass, "reclaimPolicy", "Delete");
        Tree.fillAbsent(storageClass, "volumeBindingMode", "Immediate");
    }

    @Override
    protected void validate(Field storageClass) {
        Provisioners.name(storageClass.get("provisioner"));
        Provisioners.parameters(storageClass.get("parameters"));
        if (storageClass.get("reclaimPolicy").notEmpty())
            storageClass.get("reclaimPolicy").oneOf(List.of("Delete", "Retain"));
        storageClass.get("volumeBindingMode").neededOneOf(List.of("Immediate", "WaitForFirstConsumer"));
        var terms = new HashSet<JsonNode>();
        for (var term : storageClass.get("allowedTopologies").items()) {
            if (!terms.add(term.value())) term.duplicate();
            Provisioners.topology(term);
        }
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        for (var field : List.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"))
            updated.get(field).immutable(stored.get(field));
    }
}
