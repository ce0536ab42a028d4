package dev.navarch.controller.statefulset;

import dev.navarch.controller.ownership.ControllerReferences;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** With whom a claim goes away: with the set, with a pod that is scaled away, or with nobody. */
final class ClaimOwners {
    private ClaimOwners() {}

    /** Null where they are right, or somebody else's business. */
    static @Nullable List<V1OwnerReference> wanted(V1PersistentVolumeClaim claim, PodIdentity identity, V1Pod pod) {
        var present = Objects.requireNonNullElse(claim.getMetadata().getOwnerReferences(), List.<V1OwnerReference>of());
        var controller = ControllerReferences.of(claim);
        if (controller != null && !isTo(controller, identity.set()) && !isTo(controller, pod)) {
            return null;
        }
        var owner = owner(identity, pod);
        var wanted = new ArrayList<V1OwnerReference>();
        present.stream()
                .filter(reference -> !isTo(reference, identity.set()) && !isTo(reference, pod))
                .forEach(wanted::add);
        if (owner != null) {
            wanted.add(ControllerReferences.to(owner));
        }
        return wanted.equals(present) ? null : wanted;
    }

    private static @Nullable KubernetesObject owner(PodIdentity identity, V1Pod pod) {
        var policy = identity.set().getSpec().getPersistentVolumeClaimRetentionPolicy();
        if (policy == null) {
            return null;
        }
        if ("Delete".equals(policy.getWhenScaled())
                && !Ordinals.of(identity.set()).contains(identity.ordinal())) {
            return pod;
        }
        return "Delete".equals(policy.getWhenDeleted()) ? identity.set() : null;
    }

    private static boolean isTo(V1OwnerReference reference, KubernetesObject owner) {
        return Objects.equals(reference.getUid(), owner.getMetadata().getUid());
    }
}
