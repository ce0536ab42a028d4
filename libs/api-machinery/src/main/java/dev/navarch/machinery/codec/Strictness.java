package dev.navarch.machinery.codec;

import java.util.LinkedHashSet;
import java.util.List;

/** What becomes of unknown and duplicate fields. */
final class Strictness {
    private Strictness() {}

    /**
     * @return texts for Warning headers; one that a header cannot carry is dropped
     * @throws BodyException when strict
     */
    static List<String> judge(List<String> problems, FieldValidation validation) {
        if (problems.isEmpty() || validation == FieldValidation.IGNORE) return List.of();
        var distinct = new LinkedHashSet<>(problems);
        if (validation == FieldValidation.STRICT)
            throw new BodyException("strict decoding error: " + String.join(", ", distinct));
        return distinct.stream()
                .filter(text -> text.chars().noneMatch(Character::isISOControl))
                .toList();
    }
}
