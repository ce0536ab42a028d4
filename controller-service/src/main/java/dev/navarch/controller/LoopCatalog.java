package dev.navarch.controller;

import dev.navarch.client.ClusterClient;
import dev.navarch.controller.deployment.DeploymentController;
import dev.navarch.controller.replicaset.ReplicaSetController;
import dev.navarch.loop.Loop;
import java.time.Clock;
import java.util.List;

/** Every loop that this service runs. */
final class LoopCatalog {
    private LoopCatalog() {}

    static List<Loop> loops(ClusterClient client, ControllerProperties properties, Clock clock) {
        return List.of(new ReplicaSetController(client, clock).loop(), new DeploymentController(client, clock).loop());
    }
}
