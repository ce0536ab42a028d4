package dev.navarch.machinery.schema;

import dev.navarch.machinery.schema.Property.Absence;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the schema does not tell of a field, and recorded answers of Kubernetes do. */
record ObservedFields(Map<String, ObservedField> fields) {
    private static final String BUILT_IN = "observed-fields.tsv";
    private static final String ANY_DEFINITION = "*/";
    private static final ObservedField UNREMARKABLE = new ObservedField(null, "", "");

    /**
     * @param absence null when it follows from the schema
     * @param type empty when its name follows from the schema
     */
    record ObservedField(@Nullable Absence absence, String type, String embeddedIn) {}

    static ObservedFields builtIn() {
        var fields = new HashMap<String, ObservedField>();
        ResourceLines.read(BUILT_IN, line -> {
            if (line.startsWith("#")) return;
            var columns = line.split("\t", -1);
            var absence = columns[2].isEmpty() ? null : Absence.valueOf(columns[2]);
            fields.put(columns[0] + "/" + columns[1], new ObservedField(absence, columns[3], columns[4]));
        });
        return new ObservedFields(fields);
    }

    ObservedField get(String definition, String field) {
        var observed = fields.get(definition + "/" + field);
        return observed != null ? observed : fields.getOrDefault(ANY_DEFINITION + field, UNREMARKABLE);
    }
}
