package dev.navarch.resources.storage;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import dev.navarch.resources.validation.Sizes;
import java.util.HashSet;
import java.util.Locale;

/** The rules for who makes volumes and with which settings. */
final class Provisioners {
    private static final int MAX_PARAMETERS = 512;
    private static final int MAX_BYTES = 256 * 1024;

    private Provisioners() {}

    static void name(Field provisioner) {
        if (provisioner.needed().empty()) return;
        var lower = provisioner.text().toLowerCase(Locale.ROOT);
        Names.qualifiedName(lower).forEach(problem -> provisioner.invalid(lower, problem));
    }

    static void parameters(Field parameters) {
        if (parameters.size() > MAX_PARAMETERS) {
            parameters.tooLong(MAX_PARAMETERS);
            return;
        }
        var bytes = 0;
        for (var parameter : parameters.entries()) {
            if (parameter.getKey().isEmpty()) parameters.invalid("", "field can not be empty.");
            bytes += Sizes.bytes(parameter.getKey())
                    + Sizes.bytes(parameter.getValue().text());
        }
        if (bytes > MAX_BYTES) parameters.tooLong(MAX_BYTES);
    }

    static void topology(Field term) {
        var keys = new HashSet<String>();
        for (var expression : term.get("matchLabelExpressions").items()) {
            LabelValidation.labelName(expression.get("key"));
            if (!keys.add(expression.get("key").text())) expression.get("key").duplicate();
            expression.get("values").needed();
            var values = new HashSet<String>();
            for (var value : expression.get("values").items()) if (!values.add(value.text())) value.duplicate();
        }
    }
}
