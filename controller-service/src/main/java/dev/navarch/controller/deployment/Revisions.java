package dev.navarch.controller.deployment;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The annotations by which a Deployment numbers its ReplicaSets and notices that it was scaled. */
final class Revisions {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String HISTORY = "deployment.kubernetes.io/revision-history";
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    static final String MAX = "deployment.kubernetes.io/max-replicas";
    private static final Set<String> NOT_COPIED = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            REVISION,
            HISTORY,
            DESIRED,
            MAX,
            "deprecated.deployment.rollback.to");
    private static final int LONGEST_HISTORY = 2000;

    private Revisions() {}

    static long of(KubernetesObject object) {
        var text = annotations(object).get(REVISION);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static long next(Collection<V1ReplicaSet> old) {
        return old.stream().mapToLong(Revisions::of).max().orElse(0) + 1;
    }

    /** The annotations that the new ReplicaSet should have; those it has are kept. */
    static Map<String, String> wanted(V1Deployment deployment, V1ReplicaSet replicaSet, long revision) {
        var wanted = new HashMap<>(annotations(replicaSet));
        annotations(deployment).forEach((name, value) -> {
            if (!NOT_COPIED.contains(name)) {
                wanted.put(name, value);
            }
        });
        var before = wanted.get(REVISION);
        if (of(replicaSet) < revision) {
            wanted.put(REVISION, Long.toString(revision));
            if (before != null) {
                wanted.put(HISTORY, appended(wanted.get(HISTORY), before));
            }
        }
        return wanted;
    }

    static void noteSize(Map<String, String> annotations, RolloutBounds bounds) {
        annotations.put(DESIRED, Integer.toString(bounds.replicas()));
        annotations.put(MAX, Integer.toString(bounds.mostPods()));
    }

    static boolean sizeNoted(V1ReplicaSet replicaSet, RolloutBounds bounds) {
        var annotations = annotations(replicaSet);
        return Integer.toString(bounds.replicas()).equals(annotations.get(DESIRED))
                && Integer.toString(bounds.mostPods()).equals(annotations.get(MAX));
    }

    /** @return -1 where it is not noted */
    static int noted(V1ReplicaSet replicaSet, String annotation) {
        var text = annotations(replicaSet).get(annotation);
        try {
            return text == null ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static Map<String, String> annotations(KubernetesObject object) {
        return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
    }

    private static String appended(@Nullable String history, String revision) {
        var all = history == null || history.isEmpty() ? revision : history + "," + revision;
        while (all.length() > LONGEST_HISTORY && all.contains(",")) {
            all = all.substring(all.indexOf(',') + 1);
        }
        return all;
    }
}
