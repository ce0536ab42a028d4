package dev.navarch.scheduler.loop;

import dev.navarch.loop.Key;
import dev.navarch.loop.TracedWork;
import dev.navarch.scheduler.binding.Binder;
import dev.navarch.scheduler.binding.Evictions;
import dev.navarch.scheduler.binding.PodReports;
import dev.navarch.scheduler.cluster.ClusterCache;
import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cycle.Decision;
import dev.navarch.scheduler.cycle.Nominations;
import dev.navarch.scheduler.cycle.Refusal;
import dev.navarch.scheduler.cycle.SchedulingCycle;
import dev.navarch.scheduler.preemption.Preemption;
import dev.navarch.scheduler.preemption.PreemptionResult;
import dev.navarch.scheduler.queue.QueuedPod;
import dev.navarch.scheduler.queue.SchedulingQueue;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries one pod after the other. Everything here happens on one thread and in memory; what has to be written is handed on. */
public final class Scheduler {
    /** DynamicResources speaks before preemption; a pod without resource claims gives it nothing to do. */
    private static final String NO_CLAIMS = " no new claims to deallocate, preemption: ";
    /** What DynamicResources says of a pod that was refused before it could read it. */
    private static final String REFUSED_UP_FRONT = " not found";

    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

    private final SchedulingQueue queue;
    private final ClusterCache cache;
    private final SchedulingCycle cycle;
    private final Preemption preemption;
    private final Nominations nominations;
    private final Binder binder;
    private final Evictions evictions;
    private final PodReports reports;
    private final TracedWork attempts;
    private final ClusterSnapshot snapshot = new ClusterSnapshot();

    public Scheduler(
            SchedulingQueue queue,
            ClusterCache cache,
            SchedulingCycle cycle,
            Preemption preemption,
            Nominations nominations,
            Binder binder,
            Evictions evictions,
            PodReports reports,
            Tracer tracer) {
        this.queue = queue;
        this.cache = cache;
        this.cycle = cycle;
        this.preemption = preemption;
        this.nominations = nominations;
        this.binder = binder;
        this.evictions = evictions;
        this.reports = reports;
        this.attempts = new TracedWork(tracer, "schedule pod");
    }

    /** Tries the next pod, waiting for one at most that long. False when there was none. */
    public boolean scheduleNext(Duration patience) throws InterruptedException {
        var queued = queue.take(patience);
        if (queued == null) return false;
        attempts.run(new Key(queued.pod().namespace(), queued.pod().name()), () -> attempt(queued));
        return true;
    }

    private void attempt(QueuedPod queued) {
        try {
            schedule(queued);
        } catch (RuntimeException broken) {
            log.error("Scheduling broke pod={}", queued.pod(), broken);
            queue.failed(queued);
            reports.notScheduled(queued.pod(), PodReports.SCHEDULER_ERROR, String.valueOf(broken.getMessage()), null);
        }
    }

    private void schedule(QueuedPod queued) {
        var pod = queued.pod();
        if (pod.isTerminating() || cache.isPlaced(pod.uid())) {
            queue.done(queued);
            return;
        }
        cache.refresh(snapshot);
        switch (cycle.decide(pod, snapshot)) {
            case Decision.Chosen(var node) -> place(queued, node);
            case Decision.Refused(var refusal) -> refuse(queued, refusal);
        }
    }

    private void place(QueuedPod queued, NodeInfo node) {
        cache.assume(queued.pod(), node.name());
        nominations.remove(queued.pod().uid());
        queue.done(queued);
        binder.bind(queued, node);
    }

    private void refuse(QueuedPod queued, Refusal refusal) {
        if (refusal.nodes() == 0) giveUp(queued, refusal, "", null);
        else if (refusal.upFront() != null) giveUp(queued, refusal, REFUSED_UP_FRONT, null);
        else preempt(queued, refusal);
    }

    private void preempt(QueuedPod queued, Refusal refusal) {
        var pod = queued.pod();
        switch (preemption.find(pod, refusal, snapshot)) {
            case PreemptionResult.NoHelp(var text) -> giveUp(queued, refusal, NO_CLAIMS + text, null);
            case PreemptionResult.MakeRoom(var node, var victims) -> {
                nominations.put(pod, node);
                giveUp(queued, refusal, "", node);
                evictions.makeRoom(pod, node, victims);
            }
        }
    }

    private void giveUp(QueuedPod queued, Refusal refusal, String more, @Nullable String nominatedNode) {
        queue.refused(queued, refusal.plugins());
        reports.notScheduled(queued.pod(), PodReports.UNSCHEDULABLE, refusal.text() + more, nominatedNode);
    }
}
