package dev.navarch.apiserver.admission;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The class that an annotation marks as the default of all; of several the newest. */
final class DefaultClass {
    private DefaultClass() {}

    /** @param annotations any of them marks a class */
    static Optional<String> of(List<ObjectNode> classes, List<String> annotations) {
        return classes.stream()
                .filter(candidate -> annotations.stream().anyMatch(annotation -> isMarked(candidate, annotation)))
                .min(Comparator.comparing(DefaultClass::created).reversed().thenComparing(DefaultClass::nameOf))
                .map(DefaultClass::nameOf);
    }

    private static boolean isMarked(ObjectNode candidate, String annotation) {
        return candidate
                .path("metadata")
                .path("annotations")
                .path(annotation)
                .asString("")
                .equals("true");
    }

    private static String created(ObjectNode object) {
        return object.path("metadata").path("creationTimestamp").asString("");
    }

    private static String nameOf(ObjectNode object) {
        return object.path("metadata").path("name").asString("");
    }
}
