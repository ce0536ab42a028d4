package dev.navarch.resources.validation;

import dev.navarch.resources.format.Names;

/** A count, or a part of one. */
public final class IntOrPercent {
    private IntOrPercent() {}

    public static void validate(Field field) {
        if (field.absent()) return;
        if (field.value().isString()) field.mustBe(Names::percent);
        else field.notNegative();
    }

    public static void notMoreThanAll(Field field) {
        var text = field.text();
        if (field.value().isString() && Names.percent(text).isEmpty() && value(field) > 100)
            field.invalid("must not be greater than 100%");
    }

    /** Of a percentage, the number before the sign; 0 for what is neither. */
    public static long value(Field field) {
        if (!field.value().isString()) return field.number();
        var text = field.text();
        return Names.percent(text).isEmpty() && text.length() < 10
                ? Long.parseLong(text.substring(0, text.length() - 1))
                : 0;
    }
}
