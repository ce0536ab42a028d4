package dev.navarch.resources.admission;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;

/** The rules for conditions on requests. Whether expressions compile is not looked at here. */
final class MatchConditionValidation {
    private static final int MOST = 64;

    private MatchConditionValidation() {}

    static void validate(Field conditions) {
        if (conditions.size() > MOST) conditions.tooMany(MOST);
        var names = new HashSet<String>();
        for (var condition : conditions.items()) {
            var expression = condition.get("expression");
            if (expression.text().isBlank()) expression.required("");
            var name = condition.get("name");
            if (name.needed().empty()) continue;
            name.mustBe(Names::qualifiedName);
            if (!names.add(name.text())) name.duplicate();
        }
    }
}
