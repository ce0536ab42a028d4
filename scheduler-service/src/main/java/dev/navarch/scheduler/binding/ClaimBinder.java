package dev.navarch.scheduler.binding;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.plugins.volumebinding.ClaimDecision;
import dev.navarch.scheduler.plugins.volumebinding.ClaimLookup;
import dev.navarch.scheduler.plugins.volumebinding.PodClaims;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells the volume binder and the provisioners on which node a pod's waiting claims are wanted, and waits until they are bound
 * there. Each waiting pod has a thread of its own and counts on its node meanwhile; of those beyond the limit each is tried again
 * later, as is one whose claims are not bound in time.
 */
public final class ClaimBinder implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int AT_ONCE = 1000;

    private final ClaimWrites writes;
    private final ClaimLookup claims;
    private final Predicate<PodInfo> exists;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private volatile boolean closed;

    /** @param exists whether the pod is still there and without a node */
    public ClaimBinder(ClusterClient client, ClaimLookup claims, Predicate<PodInfo> exists) {
        ResourceClient<V1PersistentVolume> volumes = client.resource(V1PersistentVolume.class);
        this.writes = new ClaimWrites(client.resource(V1PersistentVolumeClaim.class), volumes);
        this.claims = claims;
        this.exists = exists;
    }

    boolean hasWaiting(PodInfo pod) {
        return !PodClaims.of(pod, claims).waiting().isEmpty();
    }

    /** Calls one of the two, later and from another thread; neither for a pod that is gone. */
    void bind(PodInfo pod, NodeInfo node, Runnable bound, Consumer<ApiFailure> failed) {
        if (!permits.tryAcquire()) {
            failed.accept(failure(AT_ONCE + " pods wait for their volumes already"));
            return;
        }
        Thread.ofVirtual()
                .name("scheduler-claims-" + pod)
                .start(Context.current().wrap(() -> {
                    try {
                        decide(pod, node);
                        if (await(pod, node)) bound.run();
                    } catch (ApiFailure failure) {
                        failed.accept(failure);
                    } catch (RuntimeException broken) {
                        failed.accept(failure(String.valueOf(broken.getMessage())));
                    } finally {
                        permits.release();
                    }
                }));
    }

    private void decide(PodInfo pod, NodeInfo node) {
        var decisions = PodClaims.of(pod, claims).decide(node);
        if (decisions == null) throw failure("the volumes of node " + node.name() + " have been given to others");
        for (var decision : decisions) {
            switch (decision) {
                case ClaimDecision.Bind(var claim, var volume) -> writes.setAside(volume, claim);
                case ClaimDecision.Provision(var claim) -> writes.select(claim, node.name());
            }
        }
    }

    /** False for a pod that is gone. */
    private boolean await(PodInfo pod, NodeInfo node) {
        var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!closed && exists.test(pod)) {
            var now = PodClaims.of(pod, claims);
            if (now.refusal() != null) throw failure(now.refusal());
            if (now.waiting().isEmpty()) return true;
            if (now.decide(node) == null) throw failure("a claim is wanted on another node");
            if (System.nanoTime() - deadline > 0) throw failure("binding volumes: timed out waiting for the condition");
            if (!pause()) return false;
        }
        return false;
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ApiFailure failure(String why) {
        return new ApiFailure(0, "", why, null);
    }

    @Override
    public void close() {
        closed = true;
    }
}
