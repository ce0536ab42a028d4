package dev.navarch.controller.tainteviction;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.pods.Tolerations;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Taint;
import io.kubernetes.client.openapi.models.V1Toleration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A pod leaves at once, after the shortest time that it tolerates, or never. Removing the taint in time cancels. */
public final class TaintEvictionController {
    private final Informer<V1Node> nodes;
    private final Informer<V1Pod> pods;
    private final ResourceClient<V1Pod> client;
    private final EventRecorder events;
    private final Clock clock;
    private final Map<Key, Sentence> sentences = new ConcurrentHashMap<>();

    /** When a pod was first seen on its tainted node. */
    private record Sentence(String uid, Instant since) {}

    public TaintEvictionController(ClusterClient cluster, Clock clock) {
        this.nodes = cluster.informer(V1Node.class);
        this.pods = cluster.informer(V1Pod.class);
        this.client = cluster.resource(V1Pod.class);
        this.events = cluster.events("taint-eviction-controller");
        this.clock = clock;
        pods.addIndex("node", pod -> List.of(PodState.nodeName(pod)));
    }

    public Loop loop() {
        return Loop.named("taint-eviction")
                .workers(8)
                .watching(V1Pod.class)
                .watchingChanges(V1Node.class, this::podsOfRetainted)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> podsOfRetainted(@Nullable V1Node before, @Nullable V1Node after) {
        if (after == null || noExecute(before).equals(noExecute(after))) {
            return List.of();
        }
        return pods.byIndex("node", after.getMetadata().getName()).stream()
                .map(Key::of)
                .toList();
    }

    private static List<V1Taint> noExecute(@Nullable V1Node node) {
        if (node == null || node.getSpec() == null || node.getSpec().getTaints() == null) {
            return List.of();
        }
        return node.getSpec().getTaints().stream()
                .filter(taint -> "NoExecute".equals(taint.getEffect()))
                .toList();
    }

    private Outcome reconcile(Key key) {
        var pod = pods.find(key.namespace(), key.name());
        if (pod == null || PodState.isTerminating(pod) || PodState.isTerminal(pod)) {
            sentences.remove(key);
            return Outcome.done();
        }
        var taints = noExecute(nodes.find("", PodState.nodeName(pod)));
        if (taints.isEmpty()) {
            pardon(key, pod);
            return Outcome.done();
        }
        var tolerated = toleratedTime(pod, taints);
        if (tolerated == null) {
            pardon(key, pod);
            return Outcome.done();
        }
        var since = sentences.compute(
                key,
                (_, known) -> known != null
                                && known.uid().equals(pod.getMetadata().getUid())
                        ? known
                        : new Sentence(
                                Objects.requireNonNullElse(pod.getMetadata().getUid(), ""), clock.instant()));
        var left = Duration.between(clock.instant(), since.since().plus(tolerated));
        if (left.isPositive()) {
            return Outcome.requeueAfter(left);
        }
        evict(key, pod);
        return Outcome.done();
    }

    private void pardon(Key key, V1Pod pod) {
        if (sentences.remove(key) != null) {
            events.normal(pod, "TaintManagerEviction", "Cancelling deletion of Pod " + key);
        }
    }

    private void evict(Key key, V1Pod pod) {
        events.normal(pod, "TaintManagerEviction", "Marking for deletion Pod " + key);
        var patch = """
                {"metadata":{"uid":"%s"},"status":{"conditions":[{"type":"DisruptionTarget","status":"True",
                  "reason":"DeletionByTaintManager","message":"Taint manager: deleting due to NoExecute taint",
                  "lastTransitionTime":"%s"}]}}""".formatted(
                        pod.getMetadata().getUid(), Timestamps.seconds(clock).toInstant());
        client.patchStatus(key.namespace(), key.name(), PatchType.STRATEGIC_MERGE, patch);
        client.delete(
                key.namespace(),
                key.name(),
                new DeleteRequest(null, pod.getMetadata().getUid(), null));
        sentences.remove(key);
    }

    /** Zero for a taint that is not tolerated; null for no end. */
    private static @Nullable Duration toleratedTime(V1Pod pod, List<V1Taint> taints) {
        var tolerations = Objects.requireNonNullElse(pod.getSpec().getTolerations(), List.<V1Toleration>of());
        Duration shortest = null;
        for (var taint : taints) {
            var matching = tolerations.stream()
                    .filter(toleration -> Tolerations.tolerates(toleration, taint))
                    .toList();
            if (matching.isEmpty()) {
                return Duration.ZERO;
            }
            for (var toleration : matching) {
                if (toleration.getTolerationSeconds() != null) {
                    var time = Duration.ofSeconds(Math.max(0, toleration.getTolerationSeconds()));
                    shortest = shortest == null || time.compareTo(shortest) < 0 ? time : shortest;
                }
            }
        }
        return shortest;
    }
}
