package dev.navarch.scheduler.binding;

import dev.navarch.client.ApiFailure;
import dev.navarch.scheduler.cluster.ClusterCache;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.queue.QueuedPod;
import dev.navarch.scheduler.queue.SchedulingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a decision down. Until the watch confirms it, the cache counts the pod on its node; a failed write takes that back. */
public final class Binder {
    private static final Logger log = LoggerFactory.getLogger(Binder.class);

    private final PodWrites writes;
    private final PodReports reports;
    private final ClusterCache cache;
    private final SchedulingQueue queue;
    private final ApiCalls calls;
    private final ClaimBinder claims;

    public Binder(
            PodWrites writes,
            PodReports reports,
            ClusterCache cache,
            SchedulingQueue queue,
            ApiCalls calls,
            ClaimBinder claims) {
        this.claims = claims;
        this.writes = writes;
        this.reports = reports;
        this.cache = cache;
        this.queue = queue;
        this.calls = calls;
    }

    /** A pod whose claims wait for it is bound when they are. */
    public void bind(QueuedPod queued, NodeInfo node) {
        if (claims.hasWaiting(queued.pod())) {
            claims.bind(
                    queued.pod(),
                    node,
                    () -> calls.run(() -> write(queued, node.name())),
                    failure -> tryAgain(queued, node.name(), failure));
        } else {
            calls.run(() -> write(queued, node.name()));
        }
    }

    private void write(QueuedPod queued, String node) {
        var pod = queued.pod();
        try {
            writes.bind(pod, node);
        } catch (ApiFailure failure) {
            takeBack(queued, node, failure);
            return;
        }
        reports.scheduled(pod, node);
        log.debug("Bound pod pod={} node={} attempts={}", pod, node, queued.attempts());
    }

    /** Gone, or bound by an earlier write whose answer was lost: then the watch has the last word. */
    private void takeBack(QueuedPod queued, String node, ApiFailure failure) {
        var pod = queued.pod();
        cache.forget(pod);
        if (failure.isNotFound() || failure.code() == 409) return;
        tryAgain(queued, node, failure);
    }

    private void tryAgain(QueuedPod queued, String node, ApiFailure failure) {
        var pod = queued.pod();
        cache.forget(pod);
        log.warn("Could not bind pod pod={} node={} failure={}", pod, node, failure.getMessage());
        queue.failed(queued);
        reports.notScheduled(pod, PodReports.SCHEDULER_ERROR, String.valueOf(failure.getMessage()), null);
    }
}
