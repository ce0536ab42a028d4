package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.validation.Field;
import java.util.HashSet;

/** The conditions of both kinds. */
final class FlowConditions {
    private FlowConditions() {}

    static void validate(Field conditions) {
        var seen = new HashSet<String>();
        for (var condition : conditions.items()) {
            var type = condition.get("type");
            if (type.needed().notEmpty() && !seen.add(type.text())) type.duplicate();
        }
    }
}
