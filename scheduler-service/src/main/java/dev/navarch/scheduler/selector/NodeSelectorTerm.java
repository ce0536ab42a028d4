package dev.navarch.scheduler.selector;

import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All of its expressions and all of its fields; a term without any matches no node. */
public record NodeSelectorTerm(List<Requirement> expressions, List<Requirement> fields) {
    private static final String NAME = "metadata.name";

    public NodeSelectorTerm {
        expressions = List.copyOf(expressions);
        fields = List.copyOf(fields);
    }

    static NodeSelectorTerm of(V1NodeSelectorTerm term) {
        return new NodeSelectorTerm(read(term.getMatchExpressions()), read(term.getMatchFields()));
    }

    public boolean matches(String nodeName, Map<String, String> labels) {
        if (expressions.isEmpty() && fields.isEmpty()) return false;
        for (var expression : expressions) {
            if (!expression.matches(labels)) return false;
        }
        if (fields.isEmpty()) return true;
        var values = Map.of(NAME, nodeName);
        return fields.stream().allMatch(field -> field.matches(values));
    }

    /** Null where the term does not pin nodes by name. */
    @Nullable
    Set<String> namedNodes() {
        Set<String> names = null;
        for (var field : fields) {
            if (!field.key().equals(NAME) || field.operator() != Requirement.Operator.IN) continue;
            if (names == null) names = new HashSet<>(field.values());
            else names.retainAll(field.values());
        }
        return names;
    }

    private static List<Requirement> read(@Nullable List<V1NodeSelectorRequirement> lines) {
        if (lines == null) return List.of();
        return lines.stream()
                .map(line -> Requirement.of(line.getKey(), line.getOperator(), line.getValues()))
                .toList();
    }
}
