package dev.navarch.operations.registration;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Tells who is dead by watching that his Lease does not change, as long as it takes: no two machines need to agree on the time. Looks
 * at most once in {@link #PATIENCE}, so that thousands of agents do not list each other all the time.
 */
final class DeadInstances {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ResourceClient<V1EndpointSlice> slices;
    private final ResourceClient<V1Lease> leases;
    private final Clock clock;
    private Map<String, Seen> seen = Map.of();
    private Instant nextLook = Instant.MIN;

    private record Seen(String version, Instant first) {}

    DeadInstances(ClusterClient client, Clock clock) {
        this.slices = client.resource(V1EndpointSlice.class);
        this.leases = client.resource(V1Lease.class);
        this.clock = clock;
    }

    void remove(Instance living) {
        var now = clock.instant();
        if (now.isBefore(nextLook)) return;
        var still = new HashMap<String, Seen>();
        for (var lease : leases.list(Instance.NAMESPACE, living.serviceSelector(), "")) {
            var name = lease.getMetadata().getName();
            if (name.equals(living.objectName())) continue;
            var known = known(lease, now);
            if (now.isBefore(known.first().plus(PATIENCE))) still.put(name, known);
            else remove(name, lease);
        }
        seen = still;
        nextLook = now.plus(PATIENCE);
    }

    private Seen known(V1Lease lease, Instant now) {
        var version = lease.getMetadata().getResourceVersion();
        var known = seen.get(lease.getMetadata().getName());
        return known != null && Objects.equals(known.version(), version) ? known : new Seen(version, now);
    }

    /** The Lease last: while it is there, somebody will try again. */
    private void remove(String name, V1Lease lease) {
        slices.delete(Instance.NAMESPACE, name, DeleteRequest.DEFAULT);
        leases.delete(
                Instance.NAMESPACE,
                name,
                new DeleteRequest(null, lease.getMetadata().getUid(), null));
    }
}
