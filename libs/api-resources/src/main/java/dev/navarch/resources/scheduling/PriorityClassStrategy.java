package dev.navarch.resources.scheduling;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.Generations;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

final class PriorityClassStrategy extends KindStrategy {
    private static final int HIGHEST_OF_USERS = 1_000_000_000;
    private static final Map<String, Integer> SYSTEM =
            Map.of("system-node-critical", 2_000_001_000, "system-cluster-critical", 2_000_000_000);

    @Override
    public void applyDefaults(ObjectNode priorityClass) {
        Tree.fill(priorityClass, "preemptionPolicy", "PreemptLowerPriority");
    }

    @Override
    public void prepareForCreate(ObjectNode priorityClass) {
        Generations.first(priorityClass);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validate(Field priorityClass) {
        var name = priorityClass.get("metadata").get("name");
        var value = priorityClass.get("value");
        if (name.text().startsWith("system-")) {
            if (!Integer.valueOf((int) value.number()).equals(SYSTEM.get(name.text())))
                name.forbidden("priority class names with 'system-' prefix are reserved for system use only. error: "
                        + name.text() + " is not a known system priority class");
        } else if (value.number() > HIGHEST_OF_USERS) {
            value.forbidden("maximum allowed value of a user defined priority is " + HIGHEST_OF_USERS);
        }
        priorityClass.get("preemptionPolicy").oneOfIfSet(List.of("Never", "PreemptLowerPriority"));
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        if (updated.get("value").number() != stored.get("value").number())
            updated.get("value").forbidden("may not be changed in an update.");
        updated.get("preemptionPolicy").immutable(stored.get("preemptionPolicy"));
    }
}
