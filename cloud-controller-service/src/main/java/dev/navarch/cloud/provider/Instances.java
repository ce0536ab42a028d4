package dev.navarch.cloud.provider;

import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import java.util.List;
import java.util.Map;

/** The machines behind nodes. */
public interface Instances {
    /** Whether the machine is still there; false means that the Node is to go. */
    boolean exists(V1Node node);

    /** Whether the machine is there but switched off. */
    boolean isShutDown(V1Node node);

    /** Asked for a machine that exists. */
    Metadata metadata(V1Node node);

    /**
     * @param providerId such as {@code navarch://machine-1}
     * @param instanceType empty where machines have no types
     * @param addresses in the order of Node.status.addresses; empty: what the node says of itself stays
     * @param zone empty where there are none
     * @param region empty where there are none
     * @param labels further ones, by their whole name
     */
    record Metadata(
            String providerId,
            String instanceType,
            List<V1NodeAddress> addresses,
            String zone,
            String region,
            Map<String, String> labels) {
        public Metadata {
            addresses = List.copyOf(addresses);
            labels = Map.copyOf(labels);
        }
    }
}
