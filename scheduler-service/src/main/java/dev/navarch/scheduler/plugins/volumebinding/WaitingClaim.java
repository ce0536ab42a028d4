package dev.navarch.scheduler.plugins.volumebinding;

import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.selector.LabelMatcher;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1StorageClass;
import io.kubernetes.client.openapi.models.V1TopologySelectorTerm;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A claim whose class waits for the first pod.
 *
 * @param selectedNode where a volume is being made for it already; null for nowhere
 * @param suitable free volumes that would do on the nodes they can be reached from, the smallest first
 */
record WaitingClaim(
        V1PersistentVolumeClaim claim,
        V1StorageClass storageClass,
        @Nullable String selectedNode,
        List<V1PersistentVolume> suitable) {
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

    static WaitingClaim of(
            V1PersistentVolumeClaim claim, V1StorageClass storageClass, Collection<V1PersistentVolume> volumes) {
        var annotations = Objects.requireNonNull(claim.getMetadata()).getAnnotations();
        var suitable = volumes.stream()
                .filter(volume -> suits(volume, claim))
                .sorted(Comparator.comparing(WaitingClaim::capacity))
                .toList();
        return new WaitingClaim(
                claim, storageClass, annotations == null ? null : annotations.get(SELECTED_NODE), suitable);
    }

    @Nullable
    ClaimDecision decide(NodeInfo node, Set<V1PersistentVolume> taken) {
        if (selectedNode != null) return selectedNode.equals(node.name()) ? new ClaimDecision.Provision(claim) : null;
        for (var volume : suitable)
            if (!taken.contains(volume) && VolumeReach.includes(volume, node))
                return new ClaimDecision.Bind(claim, volume);
        return canBeMadeOn(node) ? new ClaimDecision.Provision(claim) : null;
    }

    private boolean canBeMadeOn(NodeInfo node) {
        if (NO_PROVISIONER.equals(storageClass.getProvisioner())) return false;
        var topologies = storageClass.getAllowedTopologies();
        return topologies == null || topologies.isEmpty() || topologies.stream().anyMatch(term -> holds(term, node));
    }

    private static boolean holds(V1TopologySelectorTerm term, NodeInfo node) {
        var expressions = term.getMatchLabelExpressions();
        return expressions == null
                || expressions.stream().allMatch(expression -> {
                    var value = node.labels().get(expression.getKey());
                    return value != null && expression.getValues().contains(value);
                });
    }

    private static boolean suits(V1PersistentVolume volume, V1PersistentVolumeClaim claim) {
        var offered = volume.getSpec();
        var wanted = claim.getSpec();
        return offered != null
                && wanted != null
                && isFreeFor(volume, claim)
                && Objects.equals(offered.getStorageClassName(), wanted.getStorageClassName())
                && mode(offered.getVolumeMode()).equals(mode(wanted.getVolumeMode()))
                && orEmpty(offered.getAccessModes()).containsAll(orEmpty(wanted.getAccessModes()))
                && capacity(volume).compareTo(requested(claim)) >= 0
                && (wanted.getSelector() == null
                        || LabelMatcher.of(wanted.getSelector()).matches(labels(volume)));
    }

    private static boolean isFreeFor(V1PersistentVolume volume, V1PersistentVolumeClaim claim) {
        if (Objects.requireNonNull(volume.getMetadata()).getDeletionTimestamp() != null) return false;
        var reference = Objects.requireNonNull(volume.getSpec()).getClaimRef();
        var metadata = Objects.requireNonNull(claim.getMetadata());
        if (reference != null)
            return Objects.equals(reference.getNamespace(), metadata.getNamespace())
                    && Objects.equals(reference.getName(), metadata.getName())
                    && (reference.getUid() == null || reference.getUid().equals(metadata.getUid()));
        return volume.getStatus() != null
                && "Available".equals(volume.getStatus().getPhase());
    }

    private static Map<String, String> labels(V1PersistentVolume volume) {
        var labels = Objects.requireNonNull(volume.getMetadata()).getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static BigDecimal capacity(V1PersistentVolume volume) {
        return storage(Objects.requireNonNull(volume.getSpec()).getCapacity());
    }

    private static BigDecimal requested(V1PersistentVolumeClaim claim) {
        var resources = Objects.requireNonNull(claim.getSpec()).getResources();
        return storage(resources == null ? null : resources.getRequests());
    }

    private static BigDecimal storage(@Nullable Map<String, Quantity> amounts) {
        var amount = amounts == null ? null : amounts.get("storage");
        return amount == null ? BigDecimal.ZERO : amount.getNumber();
    }

    private static List<String> orEmpty(@Nullable List<String> modes) {
        return modes == null ? List.of() : modes;
    }

    private static String mode(@Nullable String mode) {
        return mode == null ? "Filesystem" : mode;
    }
}
