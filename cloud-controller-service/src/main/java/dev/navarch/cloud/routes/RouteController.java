package dev.navarch.cloud.routes;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.cloud.provider.CloudException;
import dev.navarch.cloud.provider.Routes;
import dev.navarch.cloud.provider.Routes.Route;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** Compares the cloud's routes with the nodes' pod ranges, all at once: one key stands for the whole network. */
public final class RouteController {
    private static final Key ALL = Key.clusterScoped("routes");
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Informer<V1Node> nodes;
    private final ResourceClient<V1Node> client;
    private final Routes routes;
    private final PodNetwork network;
    private final EventRecorder events;
    private final Clock clock;

    public RouteController(ClusterClient cluster, Routes routes, String clusterCidr, Clock clock) {
        this.nodes = cluster.informer(V1Node.class);
        this.client = cluster.resource(V1Node.class);
        this.routes = routes;
        this.network = PodNetwork.parse(clusterCidr);
        this.events = cluster.events("route_controller");
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("route")
                .watching(V1Node.class, _ -> List.of(ALL))
                .every(PERIOD, ALL)
                .reconciledBy(_ -> reconcile());
    }

    private Outcome reconcile() {
        var wanted = new HashMap<Route, V1Node>();
        for (var node : nodes.list()) {
            var range = node.getSpec() == null ? null : node.getSpec().getPodCIDR();
            if (range != null && !range.isEmpty()) wanted.put(new Route(nameOf(node), range), node);
        }
        var present = routes.list();
        present.stream()
                .filter(route -> !wanted.containsKey(route) && network.contains(route.destination()))
                .forEach(routes::delete);
        wanted.forEach((route, node) -> reach(route, node, present));
        return Outcome.done();
    }

    private void reach(Route route, V1Node node, List<Route> present) {
        try {
            if (!present.contains(route)) routes.create(route);
            report(node, Reachability.REACHABLE);
        } catch (CloudException refused) {
            events.warning(
                    node,
                    "FailedToCreateRoute",
                    "Could not create route %s for node %s: %s"
                            .formatted(route.destination(), route.node(), refused.getMessage()));
            report(node, Reachability.UNREACHABLE);
        }
    }

    private void report(V1Node node, Reachability now) {
        var conditions = node.getStatus() == null ? null : node.getStatus().getConditions();
        if (conditions != null && conditions.stream().anyMatch(now::isSaidBy)) return;
        client.patchStatus("", nameOf(node), PatchType.STRATEGIC_MERGE, now.patch(Timestamps.seconds(clock)));
    }

    private static String nameOf(V1Node node) {
        return Objects.requireNonNull(node.getMetadata().getName());
    }
}
