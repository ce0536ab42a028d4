package dev.navarch.controller.selector;

import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which nodes a pod accepts: its nodeSelector and its required node affinity. */
public final class NodeSelectors {
    private NodeSelectors() {}

    public static boolean accepts(V1PodSpec pod, V1Node node) {
        var labels = Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.<String, String>of());
        if (!LabelSelectors.containsAll(labels, pod.getNodeSelector())) {
            return false;
        }
        var affinity = pod.getAffinity() == null ? null : pod.getAffinity().getNodeAffinity();
        var required = affinity == null ? null : affinity.getRequiredDuringSchedulingIgnoredDuringExecution();
        return required == null
                || orEmpty(required.getNodeSelectorTerms()).stream().anyMatch(term -> matches(term, node, labels));
    }

    /** A term without any requirement matches no node. */
    private static boolean matches(V1NodeSelectorTerm term, V1Node node, Map<String, String> labels) {
        var expressions = orEmpty(term.getMatchExpressions());
        var fields = orEmpty(term.getMatchFields());
        var values = Map.of(
                "metadata.name", Objects.requireNonNull(node.getMetadata().getName()));
        return !(expressions.isEmpty() && fields.isEmpty())
                && expressions.stream().allMatch(requirement -> holds(requirement, labels))
                && fields.stream().allMatch(requirement -> holds(requirement, values));
    }

    private static boolean holds(V1NodeSelectorRequirement requirement, Map<String, String> values) {
        var value = values.get(requirement.getKey());
        var listed = orEmpty(requirement.getValues());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && listed.contains(value);
            case "NotIn" -> value == null || !listed.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> value != null && compare(value, listed) > 0;
            case "Lt" -> value != null && compare(value, listed) < 0;
            default -> false;
        };
    }

    /** Zero where one of them is no number. */
    private static int compare(String value, List<String> bound) {
        try {
            return Long.compare(Long.parseLong(value), Long.parseLong(bound.getFirst()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static <E> List<E> orEmpty(@Nullable List<E> list) {
        return list == null ? List.of() : list;
    }
}
