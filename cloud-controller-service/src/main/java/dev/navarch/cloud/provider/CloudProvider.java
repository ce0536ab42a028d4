package dev.navarch.cloud.provider;

import dev.navarch.client.ClusterClient;
import dev.navarch.loop.Loop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cloud, as far as a cluster needs it. Shaped after Kubernetes' own cloud provider interface: machines with their zones, load
 * balancers, routes. Thread-safe: loops call from several threads. A {@link CloudException} means that the cloud does not do it now;
 * the caller tries again later, each time after a longer pause.
 */
public interface CloudProvider {
    /** How the service gets its provider. */
    @FunctionalInterface
    interface Factory {
        /** @param client of the cluster that the cloud serves; what is written through it is seen by the loops' next look */
        CloudProvider create(ClusterClient client);
    }

    /** The scheme of its nodes' provider ids, such as {@code navarch}. */
    String name();

    Instances instances();

    /** Null where it has none: Services of type LoadBalancer stay pending. */
    @Nullable
    LoadBalancers loadBalancers();

    /** Null where pods of all nodes reach each other without its help. */
    @Nullable
    Routes routes();

    /** What it must keep in step by itself. */
    default List<Loop> loops() {
        return List.of();
    }
}
