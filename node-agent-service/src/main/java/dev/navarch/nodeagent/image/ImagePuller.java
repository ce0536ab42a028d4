package dev.navarch.nodeagent.image;

import dev.navarch.nodeagent.podspec.PodContainer;
import io.kubernetes.client.openapi.models.V1Pod;

/** Sees to it that a container's image is there before the container is made. Blocks while it pulls. */
public interface ImagePuller {
    /** @throws ImageException with the reason that the container's status shows while it waits */
    PulledImage ensure(V1Pod pod, PodContainer container);
}
