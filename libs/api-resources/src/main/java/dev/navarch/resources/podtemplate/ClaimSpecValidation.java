package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.List;
import java.util.Set;

/** The rules for what a claim asks for; claims of their own, and those that pods and stateful sets carry templates of. */
public final class ClaimSpecValidation {
    private static final List<String> ACCESS_MODES =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

    private ClaimSpecValidation() {}

    public static void validate(Field spec) {
        accessModes(spec.get("accessModes"), "at least 1 access mode is required");
        if (spec.get("selector").present()) LabelValidation.selector(spec.get("selector"));
        var storage = spec.get("resources").get("requests").value().path("storage");
        var at = spec.get("resources");
        if (storage.isMissingNode()) {
            at.reportedAt(at.path().key("storage")).required("");
        } else {
            var amount = Quantity.find(storage.asString(""));
            if (amount != null && amount.signum() <= 0)
                at.reportedAt(at.path().key("storage")).invalid(amount.toString(), "must be greater than zero");
        }
        spec.get("storageClassName").mustBeIfSet(Names::dnsSubdomain);
        if (spec.get("volumeMode").present()) spec.get("volumeMode").oneOf(List.of("Block", "Filesystem"));
        sources(spec);
        spec.get("volumeAttributesClassName").mustBeIfSet(Names::dnsSubdomain);
    }

    public static void accessModes(Field modes, String whenNone) {
        if (modes.empty()) modes.required(whenNone);
        var once = false;
        for (var mode : modes.items()) {
            mode.reportedAt(modes.path()).oneOf(ACCESS_MODES);
            once |= mode.text().equals("ReadWriteOncePod");
        }
        if (once && modes.size() > 1) modes.forbidden("may not use ReadWriteOncePod with other access modes");
    }

    private static void sources(Field spec) {
        var source = spec.get("dataSource");
        var reference = spec.get("dataSourceRef");
        for (var field : List.of(source, reference)) if (field.present()) source(field);
        if (source.absent() || reference.absent()) return;
        if (reference.get("namespace").notEmpty())
            spec.invalid(source.value(), "may not be specified when dataSourceRef.namespace is specified");
        else if (!same(source, reference)) source.reportedAt(source.path()).invalid("must match dataSourceRef");
    }

    private static void source(Field source) {
        source.get("name").needed();
        source.get("kind").needed();
        var group = source.get("apiGroup");
        if (group.empty() && !source.get("kind").text().equals("PersistentVolumeClaim"))
            source.invalid(
                    source.get("kind").text(), "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        group.mustBeIfSet(Names::dnsSubdomain);
    }

    private static boolean same(Field source, Field reference) {
        return Set.of("apiGroup", "kind", "name").stream()
                .allMatch(field -> source.get(field).sameAs(reference.get(field)));
    }
}
