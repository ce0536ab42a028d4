package dev.navarch.controller.localvolume;

import dev.navarch.client.LocalVolumes;
import io.kubernetes.client.openapi.models.V1HostPathVolumeSource;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeSelector;
import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PersistentVolumeSpec;
import io.kubernetes.client.openapi.models.V1StorageClass;
import io.kubernetes.client.openapi.models.V1VolumeNodeAffinity;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The PersistentVolume that stands for a directory of one node. */
final class LocalVolume {
    static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String USUAL_FOLDER = "/var/lib/navarch/volumes";

    private LocalVolume() {}

    static V1PersistentVolume of(V1PersistentVolumeClaim claim, V1StorageClass storageClass, V1Node node) {
        var name = "pvc-" + claim.getMetadata().getUid();
        return new V1PersistentVolume()
                .apiVersion("v1")
                .kind("PersistentVolume")
                .metadata(new V1ObjectMeta()
                        .name(name)
                        .annotations(Map.of(LocalVolumes.PROVISIONED_BY, LocalVolumes.PROVISIONER))
                        .finalizers(List.of(LocalVolumes.FINALIZER)))
                .spec(new V1PersistentVolumeSpec()
                        .accessModes(claim.getSpec().getAccessModes())
                        .capacity(Map.of(
                                "storage",
                                Objects.requireNonNull(claim.getSpec()
                                        .getResources()
                                        .getRequests()
                                        .get("storage"))))
                        .claimRef(reference(claim))
                        .hostPath(new V1HostPathVolumeSource()
                                .path(folder(node) + "/" + name)
                                .type("DirectoryOrCreate"))
                        .nodeAffinity(onlyOn(node))
                        .persistentVolumeReclaimPolicy(storageClass.getReclaimPolicy())
                        .storageClassName(storageClass.getMetadata().getName())
                        .volumeMode("Filesystem"));
    }

    private static V1ObjectReference reference(V1PersistentVolumeClaim claim) {
        return new V1ObjectReference()
                .apiVersion("v1")
                .kind("PersistentVolumeClaim")
                .namespace(claim.getMetadata().getNamespace())
                .name(claim.getMetadata().getName())
                .uid(claim.getMetadata().getUid())
                .resourceVersion(claim.getMetadata().getResourceVersion());
    }

    private static String folder(V1Node node) {
        var annotations = node.getMetadata().getAnnotations();
        return annotations == null
                ? USUAL_FOLDER
                : annotations.getOrDefault(LocalVolumes.FOLDER_ANNOTATION, USUAL_FOLDER);
    }

    private static V1VolumeNodeAffinity onlyOn(V1Node node) {
        var labels = Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.<String, String>of());
        var hostname = labels.getOrDefault(HOSTNAME, node.getMetadata().getName());
        return new V1VolumeNodeAffinity()
                .required(new V1NodeSelector()
                        .nodeSelectorTerms(List.of(new V1NodeSelectorTerm()
                                .matchExpressions(List.of(new V1NodeSelectorRequirement()
                                        .key(HOSTNAME)
                                        .operator("In")
                                        .values(List.of(hostname)))))));
    }

    /** The hostname of the node that the volume lies on; empty for a volume that others have made. */
    static String hostname(V1PersistentVolume volume) {
        var affinity = volume.getSpec().getNodeAffinity();
        if (affinity == null || affinity.getRequired() == null) {
            return "";
        }
        return affinity.getRequired().getNodeSelectorTerms().stream()
                .flatMap(term ->
                        Objects.requireNonNullElse(term.getMatchExpressions(), List.<V1NodeSelectorRequirement>of())
                                .stream())
                .filter(requirement -> HOSTNAME.equals(requirement.getKey()))
                .flatMap(requirement -> requirement.getValues().stream())
                .findFirst()
                .orElse("");
    }
}
