package dev.navarch.scheduler.cluster;

import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1WeightedPodAffinityTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod's wishes about other pods. */
public record PodAffinities(
        List<AffinityTerm> required,
        List<AffinityTerm> requiredAnti,
        List<WeightedTerm> preferred,
        List<WeightedTerm> preferredAnti) {
    public static final PodAffinities NONE = new PodAffinities(List.of(), List.of(), List.of(), List.of());

    static PodAffinities of(V1PodSpec spec, String namespace) {
        var affinity = spec.getAffinity();
        if (affinity == null || (affinity.getPodAffinity() == null && affinity.getPodAntiAffinity() == null))
            return NONE;
        var pod = affinity.getPodAffinity();
        var anti = affinity.getPodAntiAffinity();
        return new PodAffinities(
                AffinityTerm.allOf(
                        pod == null ? null : pod.getRequiredDuringSchedulingIgnoredDuringExecution(), namespace),
                AffinityTerm.allOf(
                        anti == null ? null : anti.getRequiredDuringSchedulingIgnoredDuringExecution(), namespace),
                weighted(pod == null ? null : pod.getPreferredDuringSchedulingIgnoredDuringExecution(), namespace),
                weighted(anti == null ? null : anti.getPreferredDuringSchedulingIgnoredDuringExecution(), namespace));
    }

    public boolean isEmpty() {
        return required.isEmpty() && requiredAnti.isEmpty() && preferred.isEmpty() && preferredAnti.isEmpty();
    }

    private static List<WeightedTerm> weighted(@Nullable List<V1WeightedPodAffinityTerm> terms, String namespace) {
        if (terms == null) return List.of();
        return terms.stream()
                .map(term -> new WeightedTerm(term.getWeight(), AffinityTerm.of(term.getPodAffinityTerm(), namespace)))
                .toList();
    }
}
