package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.List;

/** The rules for volumes that are made of files: their modes, and what becomes which file. */
final class VolumeFileValidation {
    private static final String MODE = "must be a number between 0 and 0777 (octal), both inclusive";
    private static final List<String> DOWNWARD_FIELDS =
            List.of("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid");

    private VolumeFileValidation() {}

    static void files(Field source) {
        mode(source.get("defaultMode"));
        items(source);
    }

    static void items(Field source) {
        for (var item : source.get("items").items()) {
            item.get("key").needed();
            item.get("path").needs(Paths::localNonReserved);
            mode(item.get("mode"));
        }
    }

    static void downward(Field source) {
        mode(source.get("defaultMode"));
        for (var item : source.get("items").items()) downwardItem(item, source);
    }

    /** Reported at the source, without the item's index. */
    static void downwardItem(Field item, Field source) {
        var path = item.get("path").reportedAt(source.path().child("path"));
        path.needs(Paths::localNonReserved);
        var field = item.get("fieldRef").reportedAt(source.path().child("fieldRef"));
        var resource = item.get("resourceFieldRef").reportedAt(source.path().child("resourceFieldRef"));
        if (field.present()) {
            EnvironmentValidation.fieldReference(field, DOWNWARD_FIELDS);
            if (resource.present()) source.invalid("fieldRef and resourceFieldRef can not be specified simultaneously");
        } else if (resource.present()) {
            EnvironmentValidation.resourceReference(resource, true);
        } else {
            source.required("one of fieldRef and resourceFieldRef is required");
        }
        mode(item.get("mode").reportedAt(source.path().child("mode")));
    }

    static void mode(Field mode) {
        if (mode.present() && (mode.number() < 0 || mode.number() > 0777)) mode.invalid(MODE);
    }
}
