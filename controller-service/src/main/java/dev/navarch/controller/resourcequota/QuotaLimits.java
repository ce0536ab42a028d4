package dev.navarch.controller.resourcequota;

import dev.navarch.client.json.ModelJson;
import dev.navarch.machinery.codec.Json;
import dev.navarch.resources.quota.QuotaScope;
import io.kubernetes.client.openapi.models.V1ResourceQuota;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a quota limits, and of which objects. */
record QuotaLimits(Set<String> names, List<QuotaScope> scopes) {
    private static final String COUNT = "count/";
    private static final Set<String> PLAINLY_NAMED =
            Set.of("configmaps", "replicationcontrollers", "resourcequotas", "secrets");

    QuotaLimits(V1ResourceQuota quota) {
        this(
                quota.getSpec().getHard() == null
                        ? Set.of()
                        : quota.getSpec().getHard().keySet(),
                QuotaScope.of(Json.read(ModelJson.gson().toJson(Objects.requireNonNull(quota.getSpec())))));
    }

    QuotaLimits {
        names = Set.copyOf(names);
        scopes = List.copyOf(scopes);
    }

    /** The resources whose objects are merely counted, such as {@code deployments.apps}. */
    Set<String> countedResources() {
        var counted = names.stream()
                .filter(name -> name.startsWith(COUNT))
                .map(name -> name.substring(COUNT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        names.stream().filter(PLAINLY_NAMED::contains).forEach(counted::add);
        return counted;
    }
}
