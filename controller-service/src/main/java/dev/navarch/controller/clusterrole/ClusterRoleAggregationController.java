package dev.navarch.controller.clusterrole;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ClusterRole;
import io.kubernetes.client.openapi.models.V1PolicyRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** The rules of a gathering role are those of all that its selectors match, by name, each once. */
public final class ClusterRoleAggregationController {
    private final Informer<V1ClusterRole> roles;
    private final ResourceClient<V1ClusterRole> client;

    public ClusterRoleAggregationController(ClusterClient cluster) {
        this.roles = cluster.informer(V1ClusterRole.class);
        this.client = cluster.resource(V1ClusterRole.class);
    }

    public Loop loop() {
        return Loop.named("clusterrole-aggregation-controller")
                .watchingChanges(V1ClusterRole.class, (_, _) -> gathering())
                .reconciledBy(this::reconcile);
    }

    private List<Key> gathering() {
        return roles.list().stream()
                .filter(ClusterRoleAggregationController::gathers)
                .map(Key::of)
                .toList();
    }

    private static boolean gathers(V1ClusterRole role) {
        var rule = role.getAggregationRule();
        return rule != null
                && rule.getClusterRoleSelectors() != null
                && !rule.getClusterRoleSelectors().isEmpty();
    }

    private Outcome reconcile(Key key) {
        var role = roles.find("", key.name());
        if (role == null || !gathers(role)) {
            return Outcome.done();
        }
        var rules = new LinkedHashSet<V1PolicyRule>();
        roles.list().stream()
                .filter(other -> !other.getMetadata().getName().equals(key.name()))
                .filter(other -> role.getAggregationRule().getClusterRoleSelectors().stream()
                        .anyMatch(selector -> LabelSelectors.matches(
                                selector, other.getMetadata().getLabels())))
                .sorted(Comparator.comparing(other -> other.getMetadata().getName()))
                .forEach(other -> rules.addAll(Objects.requireNonNullElse(other.getRules(), List.of())));
        var wanted = List.copyOf(rules);
        if (!wanted.equals(Objects.requireNonNullElse(role.getRules(), List.of()))) {
            client.update(ModelJson.copy(role).rules(new ArrayList<>(wanted)));
        }
        return Outcome.done();
    }
}
