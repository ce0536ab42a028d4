package dev.navarch.controller.podgc;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.controller.pods.PodState;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By the clock: too many ended pods, pods of nodes that are gone or out of service, pods that end without ever having a node. */
public final class PodGarbageCollector {
    private static final Key ALL = Key.clusterScoped("all");
    private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

    private final Informer<V1Pod> pods;
    private final Informer<V1Node> nodes;
    private final ResourceClient<V1Pod> client;
    private final ResourceClient<V1Node> nodeClient;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Instant> missingSince = new HashMap<>();

    /**
     * @param quarantine how long a node must be missing
     * @param threshold how many ended pods may stay; 0 for any number
     */
    public record Settings(Duration period, Duration quarantine, int threshold) {}

    public PodGarbageCollector(ClusterClient cluster, Settings settings, Clock clock) {
        this.pods = cluster.informer(V1Pod.class);
        this.nodes = cluster.informer(V1Node.class);
        this.client = cluster.resource(V1Pod.class);
        this.nodeClient = cluster.resource(V1Node.class);
        this.settings = settings;
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("pod-garbage-collector")
                .reading(V1Pod.class)
                .reading(V1Node.class)
                .every(settings.period(), ALL)
                .reconciledBy(_ -> collect());
    }

    private Outcome collect() {
        var all = pods.list();
        collectEnded(all);
        collectOutOfService(all);
        collectOrphans(all);
        all.stream()
                .filter(pod ->
                        PodState.isTerminating(pod) && PodState.nodeName(pod).isEmpty())
                .forEach(pod -> remove(pod, ""));
        return Outcome.done();
    }

    private void collectEnded(List<V1Pod> all) {
        var ended = all.stream()
                .filter(PodState::isTerminal)
                .sorted(Comparator.comparing(
                                (V1Pod pod) -> !"Evicted".equals(pod.getStatus().getReason()))
                        .thenComparing(
                                pod -> pod.getMetadata().getCreationTimestamp(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .toList();
        if (settings.threshold() > 0) {
            ended.stream()
                    .limit(Math.max(0, ended.size() - settings.threshold()))
                    .forEach(pod -> remove(pod, ""));
        }
    }

    private void collectOutOfService(List<V1Pod> all) {
        all.stream()
                .filter(PodState::isTerminating)
                .filter(pod -> isOutOfService(nodes.find("", PodState.nodeName(pod))))
                .forEach(pod -> remove(pod, ""));
    }

    private static boolean isOutOfService(@Nullable V1Node node) {
        if (node == null || node.getSpec() == null || node.getSpec().getTaints() == null) {
            return false;
        }
        var ready = node.getStatus() != null
                && Objects.requireNonNullElse(node.getStatus().getConditions(), List.<V1NodeCondition>of()).stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        return !ready && node.getSpec().getTaints().stream().anyMatch(taint -> OUT_OF_SERVICE.equals(taint.getKey()));
    }

    private void collectOrphans(List<V1Pod> all) {
        var lost = new HashMap<String, Boolean>();
        missingSince.keySet().removeIf(node -> nodes.find("", node) != null);
        for (var pod : all) {
            var node = PodState.nodeName(pod);
            if (!node.isEmpty() && nodes.find("", node) == null && lost.computeIfAbsent(node, this::isLost)) {
                remove(pod, """
                        ,"conditions":[{"type":"DisruptionTarget","status":"True","reason":"DeletionByPodGC",
                          "message":"PodGC: node no longer exists","lastTransitionTime":"%s"}]""".formatted(Timestamps.seconds(clock).toInstant()));
            }
        }
    }

    private boolean isLost(String node) {
        var since = missingSince.computeIfAbsent(node, _ -> clock.instant());
        return !since.plus(settings.quarantine()).isAfter(clock.instant()) && nodeClient.find("", node) == null;
    }

    private void remove(V1Pod pod, String conditions) {
        var metadata = pod.getMetadata();
        try {
            if (!PodState.isTerminal(pod)) {
                client.patchStatus(
                        metadata.getNamespace(),
                        metadata.getName(),
                        PatchType.STRATEGIC_MERGE,
                        "{\"status\":{\"phase\":\"Failed\"" + conditions + "}}");
            }
            client.delete(metadata.getNamespace(), metadata.getName(), new DeleteRequest(0L, metadata.getUid(), null));
        } catch (ApiFailure e) {
            if (!e.isNotFound() && !e.isConflict()) {
                throw e;
            }
        }
    }
}
