package dev.navarch.machinery.schema;

import dev.navarch.machinery.schema.Property.Absence;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the schema does not tell of a field: how upstream's types write its absence, and what its messages call it. */
record GoFields(Map<String, GoField> fields) {
    private static final String BUILT_IN = "kubernetes-1.36.go-fields.tsv";
    private static final GoField UNREMARKABLE = new GoField(null, "", "");

    /** @param type empty when its name follows from the schema */
    record GoField(@Nullable Absence absence, String type, String embeddedIn) {}

    static GoFields builtIn() {
        var fields = new HashMap<String, GoField>();
        ResourceLines.read(BUILT_IN, line -> {
            if (line.startsWith("#")) return;
            var columns = line.split("\t", -1);
            var absence = columns[2].isEmpty() ? null : Absence.valueOf(columns[2]);
            fields.put(columns[0] + "/" + columns[1], new GoField(absence, columns[3], columns[4]));
        });
        return new GoFields(fields);
    }

    GoField get(String definition, String field) {
        return fields.getOrDefault(definition + "/" + field, UNREMARKABLE);
    }
}
