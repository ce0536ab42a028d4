package dev.navarch.nodeagent.simulated;

import dev.navarch.client.EventRecorder;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Objects;

/** The events of a node agent, for those who look. */
final class PodEvents {
    private final EventRecorder events;

    PodEvents(EventRecorder events) {
        this.events = events;
    }

    void started(V1Pod pod) {
        for (var container : Objects.requireNonNull(pod.getSpec()).getContainers()) {
            say(
                    pod,
                    container,
                    "Pulled",
                    "Container image \"%s\" already present on machine".formatted(container.getImage()));
            say(pod, container, "Created", "Container created");
            say(pod, container, "Started", "Container started");
        }
    }

    void killing(V1Pod pod) {
        for (var container : Objects.requireNonNull(pod.getSpec()).getContainers())
            say(pod, container, "Killing", "Stopping container " + container.getName());
    }

    private void say(V1Pod pod, V1Container container, String reason, String message) {
        events.event(pod, "spec.containers{" + container.getName() + "}", "Normal", reason, message);
    }
}
