package dev.navarch.resources.validation;

import dev.navarch.resources.format.Names;

/** Labels, annotations and the selectors that match labels. */
public final class LabelValidation {
    private static final int MAX_ANNOTATION_BYTES = 256 * 1024;

    private LabelValidation() {}

    /** Everything is reported at the map itself, whichever key it is about. */
    public static void labels(Field labels) {
        for (var label : labels.entries()) {
            Names.qualifiedName(label.getKey()).forEach(problem -> labels.invalid(label.getKey(), problem));
            Names.labelValue(label.getValue().text())
                    .forEach(problem -> labels.invalid(label.getValue().text(), problem));
        }
    }

    public static void annotations(Field annotations) {
        var bytes = 0;
        for (var annotation : annotations.entries()) {
            Names.qualifiedNameInAnyCase(annotation.getKey())
                    .forEach(problem -> annotations.invalid(annotation.getKey(), problem));
            bytes += Sizes.bytes(annotation.getKey())
                    + Sizes.bytes(annotation.getValue().text());
        }
        if (bytes > MAX_ANNOTATION_BYTES) annotations.tooLong(MAX_ANNOTATION_BYTES);
    }

    public static void selector(Field selector) {
        labels(selector.get("matchLabels"));
        for (var expression : selector.get("matchExpressions").items()) requirement(expression);
    }

    private static void requirement(Field expression) {
        var values = expression.get("values");
        switch (expression.get("operator").text()) {
            case "In", "NotIn" -> values.needed("must be specified when `operator` is 'In' or 'NotIn'");
            case "Exists", "DoesNotExist" ->
                values.forbiddenIfSet("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
            default -> expression.get("operator").invalid("not a valid selector operator");
        }
        labelName(expression.get("key"));
        for (var value : values.items()) value.mustBe(Names::labelValue);
    }

    public static void labelName(Field key) {
        key.mustBe(Names::qualifiedName);
    }
}
