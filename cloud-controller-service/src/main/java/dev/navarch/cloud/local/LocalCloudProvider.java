package dev.navarch.cloud.local;

import dev.navarch.client.ClusterClient;
import dev.navarch.cloud.provider.CloudProvider;
import dev.navarch.cloud.provider.Instances;
import dev.navarch.cloud.provider.LoadBalancers;
import dev.navarch.cloud.provider.Routes;
import dev.navarch.loop.Loop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Machines in one network and no cloud around them. A load balancer address is a free one of that network: a node puts it on its own
 * link and answers for it, every node knows the way from there to the endpoints. Node agents route to each other's pods themselves.
 */
public final class LocalCloudProvider implements CloudProvider {
    static final String NAME = "navarch";

    private final LocalInstances instances;
    private final @Nullable LocalLoadBalancers loadBalancers;
    private final List<Loop> loops;

    public LocalCloudProvider(ClusterClient client, LocalCloudProperties properties) {
        instances = new LocalInstances(properties);
        if (properties.loadBalancerAddresses().isEmpty()) {
            loadBalancers = null;
            loops = List.of();
        } else {
            var pool = AddressPool.parse(properties.loadBalancerAddresses());
            loadBalancers = new LocalLoadBalancers(client, pool);
            loops = List.of(new AnnouncerController(client).loop());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Instances instances() {
        return instances;
    }

    @Override
    public @Nullable LoadBalancers loadBalancers() {
        return loadBalancers;
    }

    @Override
    public @Nullable Routes routes() {
        return null;
    }

    @Override
    public List<Loop> loops() {
        return loops;
    }
}
