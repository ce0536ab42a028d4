package dev.navarch.client.lease;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.Timestamps;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to hold a Lease. A lease of someone else is taken only when it has not changed for its whole duration on this process's
 * own clock; clocks of others don't matter. The callbacks come from one thread: {@code onLeading} must return soon,
 * {@code onLost} must have stopped all work when it returns, which is within lease duration minus renew deadline.
 */
public final class LeaderElector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaderElector.class);

    private final ResourceClient<V1Lease> leases;
    private final LeaderElection election;
    private final Clock clock;
    private final Runnable onLeading;
    private final Runnable onLost;
    private final Thread thread;
    private @Nullable LeaseRecord observed;
    private Instant observedAt = Instant.MIN;
    private Instant renewedAt = Instant.MIN;
    private volatile boolean leading;

    public LeaderElector(
            ClusterClient client, LeaderElection election, Clock clock, Runnable onLeading, Runnable onLost) {
        this.leases = client.resource(V1Lease.class);
        this.election = election;
        this.clock = clock;
        this.onLeading = onLeading;
        this.onLost = onLost;
        this.thread = Thread.ofVirtual().name("leader-" + election.name()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isLeading() {
        return leading;
    }

    /** Stops the work and gives the lease back, so that another may take it at once. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(election.renewDeadline());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (leading) {
            lose();
            release();
        }
    }

    private void run() {
        try {
            while (true) {
                attempt();
                var jitter = ThreadLocalRandom.current().nextDouble(1, 1.2);
                Thread.sleep((long) (election.retryPeriod().toMillis() * (leading ? 1 : jitter)));
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void attempt() {
        try {
            step();
        } catch (RuntimeException e) {
            log.error("Leader election failed lease={}", election.name(), e);
        }
    }

    /** One try to take or renew, and what follows from it. */
    void step() {
        if (tryHold()) {
            renewedAt = clock.instant();
            if (!leading) {
                leading = true;
                log.info("Leading lease={} identity={}", election.name(), election.identity());
                onLeading.run();
            }
        } else if (leading && isOver()) {
            lose();
        }
    }

    private boolean isOver() {
        var holder = observed == null ? "" : observed.holder();
        return !holder.equals(election.identity()) || clock.instant().isAfter(renewedAt.plus(election.renewDeadline()));
    }

    private void lose() {
        leading = false;
        log.warn("No longer leading lease={} identity={}", election.name(), election.identity());
        onLost.run();
    }

    private boolean tryHold() {
        try {
            var lease = leases.find(election.namespace(), election.name());
            if (lease == null) {
                observe(leases.create(fresh()));
                return true;
            }
            observe(lease);
            if (isHeldByAnother(LeaseRecord.of(lease))) {
                return false;
            }
            observe(leases.update(renewed(lease)));
            return true;
        } catch (ApiFailure e) {
            log.debug("Lease not held lease={} cause={}", election.name(), e.getMessage());
            return false;
        }
    }

    private void observe(V1Lease lease) {
        var record = LeaseRecord.of(lease);
        if (!record.equals(observed)) {
            observed = record;
            observedAt = clock.instant();
        }
    }

    private boolean isHeldByAnother(LeaseRecord record) {
        var valid = Duration.ofSeconds(record.durationSeconds());
        return !record.holder().isEmpty()
                && !record.holder().equals(election.identity())
                && observedAt.plus(valid).isAfter(clock.instant());
    }

    private V1Lease fresh() {
        var now = Timestamps.micros(clock);
        return new V1Lease()
                .metadata(new V1ObjectMeta().namespace(election.namespace()).name(election.name()))
                .spec(held(now, now, 0));
    }

    private V1Lease renewed(V1Lease lease) {
        var record = LeaseRecord.of(lease);
        var now = Timestamps.micros(clock);
        var same = record.holder().equals(election.identity());
        var spec = lease.getSpec();
        var acquired = same && spec != null && spec.getAcquireTime() != null ? spec.getAcquireTime() : now;
        return lease.spec(held(acquired, now, record.transitions() + (same ? 0 : 1)));
    }

    private V1LeaseSpec held(OffsetDateTime acquired, OffsetDateTime now, int transitions) {
        return new V1LeaseSpec()
                .holderIdentity(election.identity())
                .leaseDurationSeconds((int) election.leaseDuration().toSeconds())
                .acquireTime(acquired)
                .renewTime(now)
                .leaseTransitions(transitions);
    }

    private void release() {
        try {
            var lease = leases.find(election.namespace(), election.name());
            if (lease != null && LeaseRecord.of(lease).holder().equals(election.identity())) {
                lease.getSpec().holderIdentity("").leaseDurationSeconds(1).renewTime(Timestamps.micros(clock));
                leases.update(lease);
            }
        } catch (ApiFailure e) {
            log.debug("Lease not given back lease={} cause={}", election.name(), e.getMessage());
        }
    }
}
