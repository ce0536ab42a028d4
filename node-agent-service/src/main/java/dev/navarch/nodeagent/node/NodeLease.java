package dev.navarch.nodeagent.node;

import static dev.navarch.nodeagent.podspec.PodParts.textOf;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's sign of life. */
final class NodeLease {
    private static final Logger log = LoggerFactory.getLogger(NodeLease.class);
    private static final String NAMESPACE = "kube-node-lease";
    private static final int SECONDS = 40;
    private static final int TRIES = 5;
    private final ClusterClient client;
    private final String name;
    private final Clock clock;
    private @Nullable V1Lease last;

    NodeLease(ClusterClient client, String name, Clock clock) {
        this.client = client;
        this.name = name;
        this.clock = clock;
    }

    void renew() {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            try {
                var known = last == null ? client.resource(V1Lease.class).find(NAMESPACE, name) : last;
                last = known == null ? create() : renew(known);
                return;
            } catch (ApiFailure e) {
                last = null;
                if (attempt == TRIES || e.code() == 0) {
                    log.warn("Lease not renewed node={} error={}", name, e.getMessage());
                    return;
                }
            }
        }
    }

    private V1Lease renew(V1Lease lease) {
        var next = ModelJson.copy(lease);
        Objects.requireNonNull(next.getSpec())
                .renewTime(Timestamps.micros(clock))
                .holderIdentity(name)
                .leaseDurationSeconds(SECONDS);
        return client.resource(V1Lease.class).update(next);
    }

    private V1Lease create() {
        var node = client.resource(V1Node.class).get("", name);
        return client.resource(V1Lease.class)
                .create(new V1Lease()
                        .metadata(new V1ObjectMeta()
                                .namespace(NAMESPACE)
                                .name(name)
                                .ownerReferences(List.of(new V1OwnerReference()
                                        .apiVersion("v1")
                                        .kind("Node")
                                        .name(name)
                                        .uid(textOf(Objects.requireNonNull(node.getMetadata())
                                                .getUid())))))
                        .spec(new V1LeaseSpec()
                                .holderIdentity(name)
                                .leaseDurationSeconds(SECONDS)
                                .renewTime(Timestamps.micros(clock))));
    }
}
