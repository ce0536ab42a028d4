package dev.navarch.controller.localvolume;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.LocalVolumes;
import dev.navarch.client.ResourceClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1StorageClass;
import java.time.Duration;
import java.util.Map;

/** The class that claims get which name none. Made where it is missing; what an administrator makes of it stays. */
public final class LocalStorageClass {
    private static final Duration LOOK = Duration.ofMinutes(5);

    private final ResourceClient<V1StorageClass> client;
    private final Informer<V1StorageClass> classes;
    private final String name;

    public LocalStorageClass(ClusterClient cluster, String name) {
        this.client = cluster.resource(V1StorageClass.class);
        this.classes = cluster.informer(V1StorageClass.class);
        this.name = name;
    }

    public Loop loop() {
        return Loop.named("local-storage-class")
                .reading(V1StorageClass.class)
                .every(LOOK, Key.clusterScoped(name))
                .reconciledBy(_ -> ensure());
    }

    private Outcome ensure() {
        if (classes.find("", name) == null) {
            try {
                client.create(new V1StorageClass()
                        .apiVersion("storage.k8s.io/v1")
                        .kind("StorageClass")
                        .metadata(new V1ObjectMeta()
                                .name(name)
                                .annotations(Map.of("storageclass.kubernetes.io/is-default-class", "true")))
                        .provisioner(LocalVolumes.PROVISIONER)
                        .reclaimPolicy("Delete")
                        .volumeBindingMode("WaitForFirstConsumer"));
            } catch (ApiFailure e) {
                if (!e.isAlreadyExists()) {
                    throw e;
                }
            }
        }
        return Outcome.done();
    }
}
