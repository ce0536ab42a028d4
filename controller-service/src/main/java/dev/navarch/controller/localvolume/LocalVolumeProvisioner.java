package dev.navarch.controller.localvolume;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.LocalVolumes;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1StorageClass;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a volume for each claim of its class, on the node that the scheduler has chosen for the claim's first pod. */
public final class LocalVolumeProvisioner {
    private static final String ASKED = "volume.kubernetes.io/storage-provisioner";
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final Set<String> ONE_NODE_MODES = Set.of("ReadWriteOnce", "ReadWriteOncePod");

    private final ResourceClient<V1PersistentVolume> volumeClient;
    private final ResourceClient<V1PersistentVolumeClaim> claimClient;
    private final Informer<V1PersistentVolumeClaim> claims;
    private final Informer<V1PersistentVolume> volumes;
    private final Informer<V1StorageClass> classes;
    private final Informer<V1Node> nodes;
    private final EventRecorder events;

    public LocalVolumeProvisioner(ClusterClient cluster) {
        this.volumeClient = cluster.resource(V1PersistentVolume.class);
        this.claimClient = cluster.resource(V1PersistentVolumeClaim.class);
        this.claims = cluster.informer(V1PersistentVolumeClaim.class);
        this.volumes = cluster.informer(V1PersistentVolume.class);
        this.classes = cluster.informer(V1StorageClass.class);
        this.nodes = cluster.informer(V1Node.class);
        this.events = cluster.events(LocalVolumes.PROVISIONER);
    }

    public Loop loop() {
        return Loop.named("local-volume-provisioner")
                .watching(V1PersistentVolumeClaim.class)
                .reading(V1PersistentVolume.class)
                .reading(V1StorageClass.class)
                .reading(V1Node.class)
                .reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var claim = claims.find(key.namespace(), key.name());
        if (claim != null && isAskedFor(claim)) {
            var storageClass =
                    classes.find("", Objects.requireNonNullElse(claim.getSpec().getStorageClassName(), ""));
            if (storageClass != null && LocalVolumes.PROVISIONER.equals(storageClass.getProvisioner())) {
                provision(claim, storageClass);
            }
        }
        return Outcome.done();
    }

    private static boolean isAskedFor(V1PersistentVolumeClaim claim) {
        return claim.getMetadata().getDeletionTimestamp() == null
                && claim.getSpec().getVolumeName() == null
                && LocalVolumes.PROVISIONER.equals(annotation(claim, ASKED));
    }

    private void provision(V1PersistentVolumeClaim claim, V1StorageClass storageClass) {
        var refusal = refusal(claim);
        if (refusal != null) {
            events.warning(
                    claim,
                    "ProvisioningFailed",
                    "failed to provision volume with StorageClass \""
                            + storageClass.getMetadata().getName() + "\": " + refusal);
            return;
        }
        var node = nodes.find("", Objects.requireNonNull(annotation(claim, SELECTED_NODE)));
        if (node == null) {
            chooseAgain(claim);
            return;
        }
        var volume = LocalVolume.of(claim, storageClass, node);
        if (volumes.find("", volume.getMetadata().getName()) == null) {
            create(volume, claim);
        }
    }

    private static @Nullable String refusal(V1PersistentVolumeClaim claim) {
        var spec = claim.getSpec();
        if ("Block".equals(spec.getVolumeMode())) {
            return "block volumes are not supported";
        }
        if (!ONE_NODE_MODES.containsAll(Objects.requireNonNullElse(spec.getAccessModes(), List.<String>of()))) {
            return "only the access modes ReadWriteOnce and ReadWriteOncePod are supported";
        }
        if (spec.getSelector() != null || spec.getDataSource() != null || spec.getDataSourceRef() != null) {
            return "selectors and data sources are not supported";
        }
        return annotation(claim, SELECTED_NODE) == null
                ? "no node was selected: the class must bind with WaitForFirstConsumer"
                : null;
    }

    private void create(V1PersistentVolume volume, V1PersistentVolumeClaim claim) {
        events.normal(
                claim,
                "Provisioning",
                "External provisioner is provisioning volume for claim \"" + Key.of(claim) + "\"");
        try {
            volumeClient.create(volume);
        } catch (ApiFailure e) {
            if (e.isAlreadyExists()) {
                return;
            }
            throw e;
        }
        events.normal(
                claim,
                "ProvisioningSucceeded",
                "Successfully provisioned volume " + volume.getMetadata().getName());
    }

    /** The node is gone: the scheduler shall find another. */
    private void chooseAgain(V1PersistentVolumeClaim claim) {
        var next = ModelJson.copy(claim);
        var annotations = new HashMap<>(next.getMetadata().getAnnotations());
        annotations.remove(SELECTED_NODE);
        next.getMetadata().setAnnotations(annotations);
        claimClient.update(next);
    }

    private static @Nullable String annotation(V1PersistentVolumeClaim claim, String name) {
        var annotations = claim.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(name);
    }
}
