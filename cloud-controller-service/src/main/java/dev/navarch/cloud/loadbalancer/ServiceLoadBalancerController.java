package dev.navarch.cloud.loadbalancer;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.cloud.provider.CloudException;
import dev.navarch.cloud.provider.LoadBalancers;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1LoadBalancerStatus;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the cloud for a load balancer where a Service wants one, and for its end. A finalizer holds a deleted Service until the cloud
 * has taken its load balancer away. A Service with a loadBalancerClass is somebody else's.
 */
public final class ServiceLoadBalancerController {
    private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";
    private static final Duration RETRY = Duration.ofSeconds(15);

    private final Informer<V1Service> services;
    private final Informer<V1Node> nodes;
    private final ResourceClient<V1Service> client;
    private final LoadBalancers loadBalancers;
    private final EventRecorder events;

    public ServiceLoadBalancerController(ClusterClient cluster, LoadBalancers loadBalancers) {
        this.services = cluster.informer(V1Service.class);
        this.nodes = cluster.informer(V1Node.class);
        this.client = cluster.resource(V1Service.class);
        this.loadBalancers = loadBalancers;
        this.events = cluster.events("service-controller");
    }

    public Loop loop() {
        return Loop.named("service-load-balancer")
                .watching(V1Service.class)
                .watchingChanges(V1Node.class, this::balancedByOtherNodes)
                .reconciledBy(this::reconcile);
    }

    /** Every Service with a load balancer, when a node comes, goes or is excluded. */
    private Collection<Key> balancedByOtherNodes(@Nullable V1Node before, @Nullable V1Node after) {
        if (before != null && after != null && isExcluded(before) == isExcluded(after)) return List.of();
        return services.list().stream()
                .filter(LoadBalancedService::isWanted)
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var service = services.find(key.namespace(), key.name());
        if (service == null) return Outcome.done();
        if (!LoadBalancedService.isWanted(service)) {
            if (LoadBalancedService.isHeld(service)) delete(service);
            return Outcome.done();
        }
        try {
            return ensure(service);
        } catch (CloudException refused) {
            events.warning(
                    service,
                    "SyncLoadBalancerFailed",
                    "Error syncing load balancer: failed to ensure load balancer: " + refused.getMessage());
            return Outcome.requeueAfter(RETRY);
        }
    }

    private Outcome ensure(V1Service service) {
        var able = nodes.list().stream().filter(node -> !isExcluded(node)).toList();
        if (able.isEmpty()) {
            events.warning(service, "UnAvailableLoadBalancer", "There are no available nodes for LoadBalancer");
            return Outcome.done();
        }
        var fresh = !LoadBalancedService.isHeld(service);
        if (fresh) {
            events.normal(service, "EnsuringLoadBalancer", "Ensuring load balancer");
            service = patch(service, LoadBalancedService.heldPatch(service));
        }
        var status = loadBalancers.ensure(service, able);
        if (!status.equals(LoadBalancedService.statusOf(service))) {
            writeStatus(service, status);
            events.normal(service, "EnsuredLoadBalancer", "Ensured load balancer");
        }
        return Outcome.done();
    }

    private void delete(V1Service service) {
        events.normal(service, "DeletingLoadBalancer", "Deleting load balancer");
        loadBalancers.delete(service);
        if (!LoadBalancedService.isBeingDeleted(service)) writeStatus(service, new V1LoadBalancerStatus());
        patch(service, LoadBalancedService.releasedPatch(service));
        events.normal(service, "DeletedLoadBalancer", "Deleted load balancer");
    }

    private V1Service patch(V1Service service, String patch) {
        var metadata = service.getMetadata();
        return client.patch(metadata.getNamespace(), metadata.getName(), PatchType.MERGE, patch);
    }

    private void writeStatus(V1Service service, V1LoadBalancerStatus status) {
        var metadata = service.getMetadata();
        client.patchStatus(
                metadata.getNamespace(), metadata.getName(), PatchType.MERGE, LoadBalancedService.statusPatch(status));
    }

    private static boolean isExcluded(V1Node node) {
        var metadata = node.getMetadata();
        return metadata.getDeletionTimestamp() != null
                || (metadata.getLabels() != null && metadata.getLabels().containsKey(EXCLUDED));
    }
}
