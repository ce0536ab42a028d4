package dev.navarch.controller.ttlafterfinished;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Job goes, and its pods before it, when its time to live after its end is over. */
public final class TtlAfterFinishedController {
    private static final Set<String> ENDS = Set.of("Complete", "Failed");

    private final ResourceClient<V1Job> client;
    private final Informer<V1Job> jobs;
    private final Clock clock;

    public TtlAfterFinishedController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1Job.class);
        this.jobs = cluster.informer(V1Job.class);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("ttl-after-finished").workers(5).watching(V1Job.class).reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var expiry = expiry(jobs.find(key.namespace(), key.name()));
        if (expiry == null) {
            return Outcome.done();
        }
        var left = Duration.between(clock.instant(), expiry);
        if (left.isPositive()) {
            return Outcome.requeueAfter(left);
        }
        return removeIfStillDue(key);
    }

    /** Somebody may have changed its time to live in the meantime. */
    private Outcome removeIfStillDue(Key key) {
        var live = client.find(key.namespace(), key.name());
        var expiry = expiry(live);
        if (live != null && expiry != null && !expiry.isAfter(clock.instant())) {
            client.delete(
                    key.namespace(),
                    key.name(),
                    new DeleteRequest(null, live.getMetadata().getUid(), "Foreground"));
        }
        return Outcome.done();
    }

    private static @Nullable Instant expiry(@Nullable V1Job job) {
        if (job == null
                || job.getMetadata().getDeletionTimestamp() != null
                || job.getSpec().getTtlSecondsAfterFinished() == null
                || job.getStatus() == null
                || job.getStatus().getConditions() == null) {
            return null;
        }
        return job.getStatus().getConditions().stream()
                .filter(condition -> ENDS.contains(condition.getType()) && "True".equals(condition.getStatus()))
                .map(condition -> condition.getLastTransitionTime())
                .filter(time -> time != null)
                .findFirst()
                .map(time -> time.toInstant().plusSeconds(job.getSpec().getTtlSecondsAfterFinished()))
                .orElse(null);
    }
}
