package dev.navarch.scheduler.binding;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.EventRecorder;
import dev.navarch.scheduler.cluster.PodInfo;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells why a pod has no node: an event, and the condition PodScheduled. */
public final class PodReports {
    public static final String UNSCHEDULABLE = "Unschedulable";
    public static final String SCHEDULER_ERROR = "SchedulerError";
    private static final int LONGEST_NOTE = 1024;
    private static final String CUT = " ...";
    private static final Logger log = LoggerFactory.getLogger(PodReports.class);

    private final PodWrites writes;
    private final EventRecorder events;
    private final Function<PodInfo, @Nullable V1Pod> newest;
    private final InstantSource clock;
    private final ApiCalls calls;

    /** @param newest the pod as last seen; null when it is gone */
    public PodReports(
            PodWrites writes,
            EventRecorder events,
            Function<PodInfo, @Nullable V1Pod> newest,
            InstantSource clock,
            ApiCalls calls) {
        this.writes = writes;
        this.events = events;
        this.newest = newest;
        this.clock = clock;
        this.calls = calls;
    }

    /** @param nominatedNode where room is being made for it */
    public void notScheduled(PodInfo pod, String reason, String message, @Nullable String nominatedNode) {
        events.action(pod.pod(), null, "Warning", "FailedScheduling", "Scheduling", cut(message));
        calls.run(() -> putCondition(pod, reason, message, nominatedNode));
    }

    public void scheduled(PodInfo pod, String node) {
        var message = "Successfully assigned %s/%s to %s".formatted(pod.namespace(), pod.name(), node);
        events.action(pod.pod(), null, "Normal", "Scheduled", "Binding", message);
    }

    public void preempted(PodInfo victim, PodInfo preemptor, String node) {
        var message = "Preempted by pod %s on node %s".formatted(preemptor.uid(), node);
        events.action(victim.pod(), preemptor.pod(), "Normal", "Preempted", "Preempting", message);
    }

    private void putCondition(PodInfo pod, String reason, String message, @Nullable String nominatedNode) {
        var current = newest.apply(pod);
        if (current == null) return;
        var condition = PodCondition.changed(current, "PodScheduled", "False", reason, message, clock.instant());
        if (condition == null) return;
        try {
            writes.putCondition(pod, condition, nominatedNode);
        } catch (ApiFailure failure) {
            if (!failure.isNotFound() && !failure.isConflict())
                log.warn("Could not report on pod pod={} failure={}", pod, failure.getMessage());
        }
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_NOTE ? message : message.substring(0, LONGEST_NOTE - CUT.length()) + CUT;
    }
}
