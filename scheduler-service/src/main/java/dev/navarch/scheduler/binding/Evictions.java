package dev.navarch.scheduler.binding;

import dev.navarch.client.ApiFailure;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.cycle.Nominations;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the victims of a preemption leave, and takes back the nominations that the room was not meant for. */
public final class Evictions {
    private static final String REASON = "PreemptionByScheduler";
    private static final Logger log = LoggerFactory.getLogger(Evictions.class);

    private final PodWrites writes;
    private final PodReports reports;
    private final Nominations nominations;
    private final InstantSource clock;
    private final ApiCalls calls;

    public Evictions(
            PodWrites writes, PodReports reports, Nominations nominations, InstantSource clock, ApiCalls calls) {
        this.writes = writes;
        this.reports = reports;
        this.nominations = nominations;
        this.clock = clock;
        this.calls = calls;
    }

    public void makeRoom(PodInfo preemptor, String node, List<PodInfo> victims) {
        for (var victim : victims) {
            if (!victim.isTerminating()) calls.run(() -> evict(victim, preemptor, node));
        }
        for (var other : nominations.lowerThan(preemptor, node)) {
            nominations.remove(other.uid());
            calls.run(() -> attempt(other, () -> writes.clearNomination(other)));
        }
    }

    private void evict(PodInfo victim, PodInfo preemptor, String node) {
        attempt(victim, () -> {
            var scheduler = Objects.requireNonNullElse(preemptor.spec().getSchedulerName(), "default-scheduler");
            var message = scheduler + ": preempting to accommodate a higher priority pod";
            var condition =
                    PodCondition.changed(victim.pod(), "DisruptionTarget", "True", REASON, message, clock.instant());
            if (condition != null) writes.putCondition(victim, condition, null);
            reports.preempted(victim, preemptor, node);
            writes.delete(victim);
            log.info("Preempted pod pod={} for={} node={}", victim, preemptor, node);
        });
    }

    private static void attempt(PodInfo pod, Runnable write) {
        try {
            write.run();
        } catch (ApiFailure failure) {
            if (!failure.isNotFound()) log.warn("Could not make room pod={} failure={}", pod, failure.getMessage());
        }
    }
}
