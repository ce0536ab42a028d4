package dev.navarch.nodeagent.volume;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.LocalVolumes;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the data of deleted volumes that the local provisioner made on this node, and then lets them go. It looks at all volumes
 * after a change and every half minute, so what was left undone when the agent ended is done by the next. Only a directory right
 * below the node's own folder is ever removed, and only for a volume that nothing else holds any more.
 */
public final class LocalVolumeRemover implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalVolumeRemover.class);
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final ResourceClient<V1PersistentVolume> client;
    private final Informer<V1PersistentVolume> volumes;
    private final String node;
    private final Path folder;
    private final Semaphore changes = new Semaphore(0);
    private final Thread thread =
            Thread.ofVirtual().name("local-volume-remover").unstarted(this::run);

    public LocalVolumeRemover(ClusterClient cluster, String node, Path folder) {
        this.client = cluster.resource(V1PersistentVolume.class);
        this.volumes = cluster.informer(V1PersistentVolume.class);
        this.node = node;
        this.folder = folder;
    }

    public void start() {
        volumes.addListener(new Informer.Listener<>() {
            @Override
            public void added(V1PersistentVolume volume) {
                changes.release();
            }

            @Override
            public void updated(V1PersistentVolume before, V1PersistentVolume after) {
                changes.release();
            }
        });
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                var ignored = changes.tryAcquire(LOOK.toSeconds(), TimeUnit.SECONDS);
                changes.drainPermits();
                volumes.list().stream().filter(this::isOurs).forEach(this::remove);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private boolean isOurs(V1PersistentVolume volume) {
        var metadata = Objects.requireNonNull(volume.getMetadata());
        return metadata.getDeletionTimestamp() != null
                && List.of(LocalVolumes.FINALIZER).equals(metadata.getFinalizers())
                && isPinnedHere(Objects.requireNonNull(volume.getSpec()));
    }

    private boolean isPinnedHere(V1PersistentVolumeSpec spec) {
        var affinity = spec.getNodeAffinity();
        return affinity != null
                && affinity.getRequired() != null
                && affinity.getRequired().getNodeSelectorTerms().stream()
                        .flatMap(
                                term -> Objects.requireNonNullElse(
                                        term.getMatchExpressions(), List.<V1NodeSelectorRequirement>of())
                                        .stream())
                        .anyMatch(term -> term.getKey().equals("kubernetes.io/hostname")
                                && List.of(node).equals(term.getValues()));
    }

    private void remove(V1PersistentVolume volume) {
        var metadata = Objects.requireNonNull(volume.getMetadata());
        try {
            var spec = Objects.requireNonNull(volume.getSpec());
            if ("Delete".equals(spec.getPersistentVolumeReclaimPolicy())) removeData(spec);
            letGo(volume);
            log.info("Removed local volume volume={}", metadata.getName());
        } catch (IOException | ApiFailure e) {
            log.warn("Cannot remove local volume yet volume={} reason={}", metadata.getName(), e.getMessage());
        }
    }

    private void removeData(V1PersistentVolumeSpec spec) throws IOException {
        if (spec.getHostPath() == null) return;
        var place = Path.of(spec.getHostPath().getPath()).normalize();
        if (folder.equals(place.getParent())) AtomicWriter.deleteTree(place);
    }

    private void letGo(V1PersistentVolume volume) {
        var next = ModelJson.copy(volume);
        Objects.requireNonNull(next.getMetadata()).setFinalizers(new ArrayList<>());
        try {
            client.update(next);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) throw e;
        }
    }
}
