package dev.navarch.controller.localvolume;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.LocalVolumes;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.json.ModelJson;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Deletes a released volume. Its node then removes the data; where no node is left that could, there is nothing to wait for. */
public final class LocalVolumeReclaimer {
    private static final String SIMULATED = "navarch.dev/runtime";

    private final ResourceClient<V1PersistentVolume> client;
    private final Informer<V1PersistentVolume> volumes;
    private final Informer<V1Node> nodes;

    public LocalVolumeReclaimer(ClusterClient cluster) {
        this.client = cluster.resource(V1PersistentVolume.class);
        this.volumes = cluster.informer(V1PersistentVolume.class);
        this.nodes = cluster.informer(V1Node.class);
    }

    public Loop loop() {
        return Loop.named("local-volume-reclaimer")
                .watching(V1PersistentVolume.class)
                .watchingChanges(V1Node.class, this::volumesOfAGoneNode)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> volumesOfAGoneNode(@Nullable V1Node before, @Nullable V1Node after) {
        return after != null
                ? List.of()
                : volumes.list().stream()
                        .filter(LocalVolumeReclaimer::isOurs)
                        .map(Key::of)
                        .toList();
    }

    private Outcome reconcile(Key key) {
        var volume = volumes.find("", key.name());
        if (volume == null || !isOurs(volume)) {
            return Outcome.done();
        }
        if (volume.getMetadata().getDeletionTimestamp() != null) {
            if (!isBound(volume) && !nodeCanClear(volume)) {
                letGo(volume);
            }
        } else if (isReleased(volume) && "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy())) {
            client.delete(
                    "", key.name(), new DeleteRequest(null, volume.getMetadata().getUid(), null));
        }
        return Outcome.done();
    }

    private static boolean isOurs(V1PersistentVolume volume) {
        var annotations = volume.getMetadata().getAnnotations();
        return annotations != null && LocalVolumes.PROVISIONER.equals(annotations.get(LocalVolumes.PROVISIONED_BY));
    }

    private static boolean isReleased(V1PersistentVolume volume) {
        return volume.getStatus() != null
                && "Released".equals(volume.getStatus().getPhase());
    }

    private static boolean isBound(V1PersistentVolume volume) {
        return volume.getStatus() != null && "Bound".equals(volume.getStatus().getPhase());
    }

    private boolean nodeCanClear(V1PersistentVolume volume) {
        var hostname = LocalVolume.hostname(volume);
        return nodes.list().stream()
                .filter(node -> !annotations(node).containsKey(SIMULATED))
                .anyMatch(node -> hostname.equals(hostname(node)));
    }

    private static String hostname(V1Node node) {
        var labels = Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.<String, String>of());
        return labels.getOrDefault(LocalVolume.HOSTNAME, node.getMetadata().getName());
    }

    private static Map<String, String> annotations(V1Node node) {
        return Objects.requireNonNullElse(node.getMetadata().getAnnotations(), Map.of());
    }

    private void letGo(V1PersistentVolume volume) {
        var finalizers =
                new ArrayList<>(Objects.requireNonNullElse(volume.getMetadata().getFinalizers(), List.<String>of()));
        if (finalizers.remove(LocalVolumes.FINALIZER)) {
            var next = ModelJson.copy(volume);
            next.getMetadata().setFinalizers(finalizers);
            try {
                client.update(next);
            } catch (ApiFailure e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
    }
}
