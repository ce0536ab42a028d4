package dev.navarch.controller.disruption;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.controller.pods.PodState;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes back what a pod was told of its end, when two minutes later nobody has deleted it. */
public final class StalePodDisruptionController {
    private static final String DISRUPTION_TARGET = "DisruptionTarget";
    private static final String BY_THE_NODE = "TerminationByKubelet";

    private final ResourceClient<V1Pod> client;
    private final Informer<V1Pod> pods;
    private final Clock clock;

    public StalePodDisruptionController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1Pod.class);
        this.pods = cluster.informer(V1Pod.class);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("stale-pod-disruption").watching(V1Pod.class).reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var pod = pods.find(key.namespace(), key.name());
        var left = pod == null ? null : timeLeft(pod);
        if (pod == null || left == null) {
            return Outcome.done();
        }
        if (left.isPositive()) {
            return Outcome.requeueAfter(left);
        }
        takeBack(pod);
        return Outcome.done();
    }

    /** Null for a pod that is not to go, or whose end is under way. */
    private @Nullable Duration timeLeft(V1Pod pod) {
        var condition = PodState.condition(pod, DISRUPTION_TARGET);
        if (condition == null
                || !"True".equals(condition.getStatus())
                || BY_THE_NODE.equals(condition.getReason())
                || !PodState.isActive(pod)
                || condition.getLastTransitionTime() == null) {
            return null;
        }
        var due = condition.getLastTransitionTime().toInstant().plus(DisruptionController.DELETION_TIMEOUT);
        return Duration.between(clock.instant(), due);
    }

    private void takeBack(V1Pod pod) {
        var metadata = pod.getMetadata();
        var patch = """
                {"metadata":{"uid":"%s"},"status":{"conditions":[{"type":"DisruptionTarget","status":"False",
                  "reason":null,"message":null,"lastTransitionTime":"%s"}]}}""".formatted(metadata.getUid(), Timestamps.seconds(clock).toInstant());
        try {
            client.patchStatus(metadata.getNamespace(), metadata.getName(), PatchType.STRATEGIC_MERGE, patch);
        } catch (ApiFailure e) {
            if (!e.isNotFound() && !e.isConflict()) {
                throw e;
            }
        }
    }
}
