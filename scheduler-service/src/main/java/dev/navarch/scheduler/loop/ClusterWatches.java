package dev.navarch.scheduler.loop;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.scheduler.cluster.AffinityTerm.NamespaceLabels;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.plugins.volumebinding.ClaimLookup;
import dev.navarch.scheduler.preemption.DisruptionBudgets;
import dev.navarch.scheduler.selector.LabelMatcher;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1StorageClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The local copies that scheduling reads. */
record ClusterWatches(
        Informer<V1Pod> pods,
        Informer<V1Node> nodes,
        Informer<V1Namespace> namespaces,
        Informer<V1PersistentVolumeClaim> claims,
        Informer<V1PersistentVolume> volumes,
        Informer<V1StorageClass> storageClasses,
        Informer<V1PodDisruptionBudget> disruptionBudgets)
        implements NamespaceLabels, ClaimLookup, DisruptionBudgets {
    private static final InformerScope NOT_ENDED =
            InformerScope.fieldSelector("status.phase!=Succeeded,status.phase!=Failed");

    static ClusterWatches open(ClusterClient client) {
        return new ClusterWatches(
                client.informer(V1Pod.class, NOT_ENDED),
                client.informer(V1Node.class),
                client.informer(V1Namespace.class),
                client.informer(V1PersistentVolumeClaim.class),
                client.informer(V1PersistentVolume.class),
                client.informer(V1StorageClass.class),
                client.informer(V1PodDisruptionBudget.class));
    }

    boolean waitsForANode(PodInfo pod) {
        var known = pods.find(pod.namespace(), pod.name());
        return known != null
                && pod.uid().equals(PodInfo.metadata(known).getUid())
                && PodInfo.metadata(known).getDeletionTimestamp() == null
                && PodInfo.spec(known).getNodeName() == null;
    }

    List<Informer<?>> all() {
        return List.of(namespaces, claims, volumes, storageClasses, disruptionBudgets, nodes, pods);
    }

    @Override
    public Map<String, String> of(String namespace) {
        var found = namespaces.find("", namespace);
        var labels = found == null || found.getMetadata() == null
                ? null
                : found.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    @Override
    public @Nullable V1PersistentVolumeClaim findClaim(String namespace, String name) {
        return claims.find(namespace, name);
    }

    @Override
    public @Nullable V1PersistentVolume findVolume(String name) {
        return volumes.find("", name);
    }

    @Override
    public @Nullable V1StorageClass findStorageClass(String name) {
        return storageClasses.find("", name);
    }

    @Override
    public List<V1PersistentVolume> volumeList() {
        return volumes.list();
    }

    @Override
    public List<DisruptionBudget> in(String namespace) {
        return disruptionBudgets.list(namespace).stream()
                .map(ClusterWatches::budget)
                .toList();
    }

    private static DisruptionBudget budget(V1PodDisruptionBudget object) {
        var selector = LabelMatcher.of(
                object.getSpec() == null ? null : object.getSpec().getSelector());
        var status = object.getStatus();
        var allowed = status == null || status.getDisruptionsAllowed() == null ? 0 : status.getDisruptionsAllowed();
        var disrupted = status == null || status.getDisruptedPods() == null
                ? Map.<String, Object>of()
                : Map.<String, Object>copyOf(status.getDisruptedPods());
        var name = Objects.requireNonNull(
                Objects.requireNonNull(object.getMetadata()).getName());
        return new DisruptionBudget(
                name, pod -> selector.matches(pod.labels()) && !disrupted.containsKey(pod.name()), allowed);
    }
}
