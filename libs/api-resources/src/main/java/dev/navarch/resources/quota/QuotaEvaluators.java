package dev.navarch.resources.quota;

import dev.navarch.machinery.name.GroupResource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who says what objects of a resource use. */
public final class QuotaEvaluators {
    /** Too many and too short-lived to be counted. */
    private static final Set<String> UNCOUNTED = Set.of("events", "events.events.k8s.io", "bindings");

    private static final QuotaEvaluator PODS = new PodEvaluator();
    private static final QuotaEvaluator SERVICES = new ServiceEvaluator();
    private static final QuotaEvaluator CLAIMS = new ClaimEvaluator();

    private QuotaEvaluators() {}

    /** Null for a resource that no quota counts. */
    public static @Nullable QuotaEvaluator find(GroupResource resource) {
        if (UNCOUNTED.contains(resource.toString())) return null;
        return switch (resource.toString()) {
            case "pods" -> PODS;
            case "services" -> SERVICES;
            case "persistentvolumeclaims" -> CLAIMS;
            default -> new ObjectCountEvaluator(resource);
        };
    }
}
