package dev.navarch.resources.quota;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.machinery.quantity.ResourceAmounts;
import dev.navarch.resources.podtemplate.PodAmounts;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pods that have not ended, and what they request and are limited to. An ended one is an object still, and nothing else. */
final class PodEvaluator extends ObjectCountEvaluator {
    private static final String COUNT = "count/pods";
    private static final String REQUESTS = "requests.";
    private static final String LIMITS = "limits.";
    private static final String HUGE_PAGES = "hugepages-";
    private static final Set<String> COMPUTE = Set.of("cpu", "memory", "ephemeral-storage");
    /** Who limits these says that every container must name its share. */
    private static final Set<String> DEMANDED =
            Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    PodEvaluator() {
        super(new GroupResource("", "pods"));
    }

    @Override
    public boolean counts(String hardName) {
        if (super.counts(hardName)) return true;
        if (hardName.startsWith(LIMITS)) return COMPUTE.contains(hardName.substring(LIMITS.length()));
        var plain = hardName.startsWith(REQUESTS) ? hardName.substring(REQUESTS.length()) : hardName;
        return COMPUTE.contains(plain)
                || plain.startsWith(HUGE_PAGES)
                || (hardName.startsWith(REQUESTS) && isExtended(plain));
    }

    @Override
    public ResourceAmounts usage(ObjectNode pod, Instant now) {
        var counted = super.usage(pod, now);
        if (hasEnded(pod, now)) return counted.only(COUNT::equals);
        var spec = pod.path("spec");
        return counted.plus(compute(PodAmounts.requests(spec), PodAmounts.limits(spec)));
    }

    @Override
    public @Nullable String unspecified(Set<String> hardNames, ObjectNode pod) {
        var spec = pod.path("spec");
        if (spec.has("resources")) return null;
        var missing = new TreeMap<String, Set<String>>();
        for (var kind : new String[] {"containers", "initContainers"})
            for (var container : spec.path(kind)) {
                var given = compute(of(container, "requests"), of(container, "limits"));
                for (var name : hardNames)
                    if (DEMANDED.contains(name) && given.find(name) == null)
                        missing.computeIfAbsent(name, _ -> new TreeSet<>())
                                .add(container.path("name").asString(""));
            }
        return missing.isEmpty() ? null : "must specify " + text(missing);
    }

    @Override
    public boolean within(QuotaScope scope, ObjectNode pod) {
        var spec = pod.path("spec");
        return switch (scope.name()) {
            case "Terminating" -> hasDeadline(spec);
            case "NotTerminating" -> !hasDeadline(spec);
            case "BestEffort" -> isBestEffort(pod);
            case "NotBestEffort" -> !isBestEffort(pod);
            case "PriorityClass" -> scope.selects(spec.path("priorityClassName").asString(""));
            case "CrossNamespacePodAffinity" -> reachesOtherNamespaces(spec.path("affinity"));
            default -> false;
        };
    }

    private static ResourceAmounts compute(ResourceAmounts requests, ResourceAmounts limits) {
        var amounts = new TreeMap<String, Quantity>();
        requests.byName().forEach((name, amount) -> {
            if (COMPUTE.contains(name) || name.startsWith(HUGE_PAGES)) amounts.put(name, amount);
            if (COMPUTE.contains(name) || name.startsWith(HUGE_PAGES) || isExtended(name))
                amounts.put(REQUESTS + name, amount);
        });
        limits.byName().forEach((name, amount) -> {
            if (COMPUTE.contains(name)) amounts.put(LIMITS + name, amount);
        });
        return new ResourceAmounts(amounts);
    }

    private static ResourceAmounts of(JsonNode container, String side) {
        return ResourceAmounts.of(container.path("resources").path(side));
    }

    private static boolean isExtended(String name) {
        return name.contains("/") && !name.contains("kubernetes.io/");
    }

    private static String text(Map<String, Set<String>> missing) {
        var texts = missing.entrySet().stream()
                .map(entry -> entry.getKey() + " for: " + String.join(",", entry.getValue()))
                .toList();
        return String.join("; ", texts);
    }

    /** Also one that should be gone by now, whatever has become of its node. */
    private static boolean hasEnded(ObjectNode pod, Instant now) {
        var phase = pod.path("status").path("phase").asString("");
        if (phase.equals("Succeeded") || phase.equals("Failed")) return true;
        var metadata = ObjectMeta.of(pod);
        var deletion = metadata.deletionTimestamp();
        var grace = metadata.deletionGracePeriodSeconds();
        return deletion != null && grace != null && now.isAfter(deletion.plusSeconds(grace));
    }

    private static boolean hasDeadline(JsonNode spec) {
        return spec.path("activeDeadlineSeconds").asLong(-1) >= 0;
    }

    private static boolean isBestEffort(JsonNode pod) {
        return pod.path("status").path("qosClass").asString("").equals("BestEffort");
    }

    private static boolean reachesOtherNamespaces(JsonNode affinity) {
        for (var kind : new String[] {"podAffinity", "podAntiAffinity"}) {
            for (var term : affinity.path(kind).path("requiredDuringSchedulingIgnoredDuringExecution"))
                if (namesNamespaces(term)) return true;
            for (var weighted : affinity.path(kind).path("preferredDuringSchedulingIgnoredDuringExecution"))
                if (namesNamespaces(weighted.path("podAffinityTerm"))) return true;
        }
        return false;
    }

    private static boolean namesNamespaces(JsonNode term) {
        return !term.path("namespaces").isEmpty() || term.hasNonNull("namespaceSelector");
    }
}
