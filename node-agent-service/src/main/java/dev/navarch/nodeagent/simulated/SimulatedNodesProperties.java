package dev.navarch.nodeagent.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param names of the nodes; where empty, {@code namePrefix} and the numbers from 1 to {@code count}
 * @param capacity of each node
 * @param addresses where the nodes' own addresses come from
 * @param podAddresses where pods of nodes without a podCIDR get theirs from, a /24 a node
 * @param podCidrWait how long a node's first pod waits for the node's podCIDR
 * @param callsAtOnce how many calls to the API server may be under way
 */
@ConfigurationProperties("navarch.simulated")
record SimulatedNodesProperties(
        @DefaultValue List<String> names,
        @DefaultValue("node-") String namePrefix,
        @DefaultValue("1") int count,
        @DefaultValue Map<String, String> labels,
        @DefaultValue({}) Map<String, String> capacity,
        @DefaultValue("100.127.0.0") String addresses,
        @DefaultValue("100.64.0.0") String podAddresses,
        @DefaultValue("5s") Duration podCidrWait,
        @DefaultValue("64") int callsAtOnce) {
    private static final Map<String, String> CAPACITY =
            Map.of("cpu", "8", "memory", "16Gi", "ephemeral-storage", "100Gi", "pods", "110");

    SimulatedNodesProperties {
        names = names.isEmpty()
                ? IntStream.rangeClosed(1, count)
                        .mapToObj(number -> namePrefix + number)
                        .toList()
                : List.copyOf(names);
        labels = Map.copyOf(labels);
        capacity = capacity.isEmpty() ? CAPACITY : Map.copyOf(capacity);
    }
}
