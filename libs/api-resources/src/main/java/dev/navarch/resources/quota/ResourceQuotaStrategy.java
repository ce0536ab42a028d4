package dev.navarch.resources.quota;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.ResourceNameFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

final class ResourceQuotaStrategy extends StatusKindStrategy {
    private static final Set<String> SCOPES = Set.of(
            "Terminating",
            "NotTerminating",
            "BestEffort",
            "NotBestEffort",
            "PriorityClass",
            "CrossNamespacePodAffinity",
            "VolumeAttributesClass");
    private static final Set<String> POD_RESOURCES = Set.of(
            "pods",
            "cpu",
            "memory",
            "requests.cpu",
            "requests.memory",
            "limits.cpu",
            "limits.memory",
            "ephemeral-storage",
            "requests.ephemeral-storage",
            "limits.ephemeral-storage");
    private static final List<Set<String>> EXCLUSIVE =
            List.of(Set.of("BestEffort", "NotBestEffort"), Set.of("Terminating", "NotTerminating"));

    @Override
    public void prepareForCreate(ObjectNode quota) {
        super.prepareForCreate(quota);
        ObjectMeta.of(quota).generation(0);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validate(Field quota) {
        var spec = quota.get("spec");
        amounts(spec.get("hard"));
        scopes(spec);
        for (var expression : spec.get("scopeSelector").get("matchExpressions").items()) expression(expression);
    }

    private static void amounts(Field amounts) {
        for (var entry : amounts.entries()) {
            ResourceNameFormat.validateForQuotas(entry.getKey(), entry.getValue());
            ResourceNameFormat.validateAmount(entry.getKey(), entry.getValue());
        }
    }

    private static void scopes(Field spec) {
        var scopes = spec.get("scopes");
        var named = new HashSet<String>();
        for (var scope : scopes.items()) {
            named.add(scope.text());
            if (!SCOPES.contains(scope.text())) {
                scopes.invalid("unsupported scope");
                continue;
            }
            for (var hard : spec.get("hard").entries())
                if (!fits(scope.text(), hard.getKey())) scopes.invalid("unsupported scope applied to resource");
        }
        for (var pair : EXCLUSIVE) if (named.containsAll(pair)) scopes.invalid("conflicting scopes");
    }

    private static boolean fits(String scope, String resource) {
        return switch (scope) {
            case "BestEffort" -> resource.equals("pods") || resource.equals("count/pods") || !isOfPods(resource);
            default -> true;
        };
    }

    private static boolean isOfPods(String resource) {
        return POD_RESOURCES.contains(resource);
    }

    private static void expression(Field expression) {
        var scope = expression.get("scopeName");
        var values = expression.get("values");
        if (!SCOPES.contains(scope.text())) scope.invalid("unsupported scope");
        switch (expression.get("operator").text()) {
            case "In", "NotIn" ->
                values.needed("must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
            case "Exists", "DoesNotExist" -> {
                if (values.notEmpty())
                    values.invalid("must be no value when `operator` is 'Exists' or 'DoesNotExist' for scope selector");
            }
            default -> expression.get("operator").invalid("not a valid selector operator");
        }
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        var scopes = updated.get("spec").get("scopes");
        if (!texts(scopes).equals(texts(stored.get("spec").get("scopes")))) scopes.invalid("field is immutable");
    }

    private static Set<String> texts(Field list) {
        var texts = new HashSet<String>();
        for (var item : list.items()) texts.add(item.text());
        return texts;
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        amounts(updated.get("status").get("hard"));
        amounts(updated.get("status").get("used"));
    }
}
