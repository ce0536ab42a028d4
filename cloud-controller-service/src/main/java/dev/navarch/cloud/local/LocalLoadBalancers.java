package dev.navarch.cloud.local;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.cloud.provider.CloudException;
import dev.navarch.cloud.provider.LoadBalancers;
import io.kubernetes.client.openapi.models.V1LoadBalancerIngress;
import io.kubernetes.client.openapi.models.V1LoadBalancerStatus;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each Service an address of the pool. Which are taken is read from the Services' status; what was given and is not to be seen
 * there yet is remembered here.
 */
final class LocalLoadBalancers implements LoadBalancers {
    private final Informer<V1Service> services;
    private final AddressPool pool;
    private final Map<String, String> given = new HashMap<>();

    LocalLoadBalancers(ClusterClient cluster, AddressPool pool) {
        this.services = cluster.informer(V1Service.class);
        this.pool = pool;
    }

    @Override
    public synchronized V1LoadBalancerStatus ensure(V1Service service, List<V1Node> nodes) {
        var uid = service.getMetadata().getUid();
        var present = given.getOrDefault(uid, IngressAddresses.firstOf(service));
        var wanted = service.getSpec().getLoadBalancerIP();
        var address = keeps(present, wanted) ? present : choose(wanted, usedByOthers(uid));
        given.put(uid, address);
        return new V1LoadBalancerStatus()
                .addIngressItem(new V1LoadBalancerIngress().ip(address).ipMode("VIP"));
    }

    @Override
    public synchronized void delete(V1Service service) {
        given.remove(service.getMetadata().getUid());
    }

    private boolean keeps(String present, @Nullable String wanted) {
        return pool.contains(present) && (wanted == null || wanted.isEmpty() || wanted.equals(present));
    }

    private String choose(@Nullable String wanted, Set<String> used) {
        if (wanted == null || wanted.isEmpty()) {
            var free = pool.firstExcept(used);
            if (free == null) throw new CloudException("every load balancer address is taken");
            return free;
        }
        if (!pool.contains(wanted)) throw new CloudException("the address " + wanted + " is not one of this cluster's");
        if (used.contains(wanted)) throw new CloudException("the address " + wanted + " is taken by another Service");
        return wanted;
    }

    private Set<String> usedByOthers(String uid) {
        var used = new HashSet<String>();
        services.list().stream()
                .filter(other -> !uid.equals(other.getMetadata().getUid()))
                .forEach(other -> used.addAll(IngressAddresses.of(other)));
        given.forEach((other, address) -> {
            if (!other.equals(uid)) used.add(address);
        });
        return used;
    }
}
