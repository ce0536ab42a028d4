package dev.navarch.resources.podtemplate;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;

/** The rules for the taints a pod tolerates. */
public final class TolerationValidation {
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private TolerationValidation() {}

    public static void validate(Field tolerations) {
        for (var toleration : tolerations.items()) {
            var key = toleration.get("key");
            var operator = toleration.get("operator");
            key.mustBeIfSet(Names::qualifiedName);
            if (key.empty() && !operator.text().equals("Exists"))
                operator.invalid(
                        "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            if (toleration.get("tolerationSeconds").present()
                    && !toleration.get("effect").text().equals("NoExecute"))
                toleration.get("effect").invalid("effect must be 'NoExecute' when `tolerationSeconds` is set");
            value(toleration);
            toleration.get("effect").oneOfIfSet(EFFECTS);
        }
    }

    private static void value(Field toleration) {
        var operator = toleration.get("operator");
        var value = toleration.get("value");
        switch (operator.text()) {
            case "", "Equal" ->
                Names.labelValue(value.text()).forEach(problem -> operator.invalid(value.text(), problem));
            case "Exists" -> {
                if (value.notEmpty()) operator.invalid(value.text(), "value must be empty when `operator` is 'Exists'");
            }
            default -> operator.notSupported(List.of("Equal", "Exists"));
        }
    }
}
