package dev.navarch.cloud.local;

import dev.navarch.cloud.provider.Instances;
import io.kubernetes.client.openapi.models.V1Node;
import java.util.List;
import java.util.Map;

/** Machines as the settings list them; they are never known to be switched off. */
final class LocalInstances implements Instances {
    private final LocalCloudProperties properties;

    LocalInstances(LocalCloudProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean exists(V1Node node) {
        return properties.machines().isEmpty()
                || properties.machines().contains(node.getMetadata().getName());
    }

    @Override
    public boolean isShutDown(V1Node node) {
        return false;
    }

    @Override
    public Metadata metadata(V1Node node) {
        return new Metadata(
                LocalCloudProvider.NAME + "://" + node.getMetadata().getName(),
                properties.instanceType(),
                List.of(),
                properties.zone(),
                properties.region(),
                Map.of());
    }
}
