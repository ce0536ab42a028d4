package dev.navarch.resources.node;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.ResourceNameFormat;
import java.util.HashSet;
import java.util.List;

final class NodeValidation {
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final FieldPath TAINTS = FieldPath.of("metadata", "taints");

    private NodeValidation() {}

    static void validate(Field node) {
        taints(node.get("spec").get("taints").reportedAt(TAINTS));
        resources(node);
        ranges(node.get("spec"));
    }

    static void validateNew(Field node) {
        var seen = new HashSet<String>();
        for (var address : node.get("status").get("addresses").items())
            if (!seen.add(
                    address.get("type").text() + "/" + address.get("address").text())) address.duplicate();
    }

    static void validateUpdated(Field updated, Field stored) {
        resources(updated);
        validateNew(updated);
        var now = updated.get("spec");
        var was = stored.get("spec");
        ranges(now);
        taints(now.get("taints").reportedAt(TAINTS));
        for (var taint : now.get("taints").reportedAt(TAINTS).items())
            taint.get("effect").needed();
        if (was.get("podCIDRs").notEmpty() && !now.get("podCIDRs").sameAs(was.get("podCIDRs")))
            now.get("podCIDRs").forbidden("node updates may not change podCIDR except from \"\" to valid");
        if (was.get("providerID").notEmpty() && !now.get("providerID").sameAs(was.get("providerID")))
            now.get("providerID").forbidden("node updates may not change providerID except from \"\" to valid");
        if (!now.get("externalID").sameAs(was.get("externalID")))
            now.get("externalID").forbidden("may not be updated");
    }

    private static void taints(Field taints) {
        var seen = new HashSet<String>();
        for (var taint : taints.items()) {
            taint.get("key").mustBe(Names::qualifiedName);
            taint.get("value").mustBeIfSet(Names::labelValue);
            taint.get("effect").neededOneOf(EFFECTS);
            if (!seen.add(taint.get("key").text() + ":" + taint.get("effect").text()))
                taint.errors()
                        .add(new FieldError(
                                FieldError.Type.DUPLICATE,
                                taint.path().toString(),
                                taint.value().toString(),
                                "taints must be unique by key and effect pair"));
        }
    }

    private static void resources(Field node) {
        for (var list : List.of("capacity", "allocatable")) {
            var amounts = node.get("status").get(list);
            for (var amount : amounts.entries())
                ResourceNameFormat.validateAmount(
                        amount.getKey(),
                        amount.getValue().reportedAt(amounts.path().child(amount.getKey())));
        }
    }

    private static void ranges(Field spec) {
        var ranges = spec.get("podCIDRs");
        for (var range : ranges.items()) range.mustBe(Addresses::cidr);
        var families = ranges.items().stream()
                .map(range -> range.text().contains(":"))
                .distinct()
                .count();
        if (ranges.size() > 2 || (ranges.size() == 2 && families < 2))
            ranges.invalid("may specify no more than one CIDR for each IP family");
    }
}
