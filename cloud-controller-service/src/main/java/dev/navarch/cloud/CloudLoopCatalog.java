package dev.navarch.cloud;

import dev.navarch.client.ClusterClient;
import dev.navarch.cloud.loadbalancer.ServiceLoadBalancerController;
import dev.navarch.cloud.nodes.CloudNodeController;
import dev.navarch.cloud.nodes.CloudNodeLifecycleController;
import dev.navarch.cloud.provider.CloudProvider;
import dev.navarch.cloud.routes.RouteController;
import dev.navarch.loop.Loop;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every loop of this service: those that the provider has something for, and the provider's own. */
final class CloudLoopCatalog {
    private CloudLoopCatalog() {}

    static List<Loop> loops(
            ClusterClient client, CloudProvider provider, CloudControllerProperties properties, Clock clock) {
        var loops = new ArrayList<Loop>();
        var instances = provider.instances();
        loops.add(new CloudNodeController(client, instances).loop());
        loops.add(new CloudNodeLifecycleController(client, instances, clock).loop());
        var loadBalancers = provider.loadBalancers();
        if (loadBalancers != null) loops.add(new ServiceLoadBalancerController(client, loadBalancers).loop());
        var routes = provider.routes();
        if (routes != null) loops.add(new RouteController(client, routes, properties.clusterCidr(), clock).loop());
        loops.addAll(provider.loops());
        return List.copyOf(loops);
    }
}
