package dev.navarch.resources.quota;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.ColumnForm;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

final class ResourceQuotaColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text(
                    "Request",
                    "What is used of what may be requested or counted.",
                    quota -> used(quota, name -> !name.startsWith("limits.")))
            .text("Limit", "What is used of the limits.", quota -> used(quota, name -> name.startsWith("limits.")))
            .age()
            .columns();

    private ResourceQuotaColumns() {}

    private static String used(ObjectNode quota, Predicate<String> chosen) {
        var hard = new TreeMap<String, String>();
        quota.path("status").path("hard").forEachEntry((name, amount) -> hard.put(name, amount.asString("")));
        var texts = new ArrayList<String>();
        hard.forEach((name, amount) -> {
            if (chosen.test(name))
                texts.add(name + ": "
                        + quota.path("status").path("used").path(name).asString("0") + "/" + amount);
        });
        return String.join(", ", texts);
    }
}
