package dev.navarch.client.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.memory.InMemoryCluster;
import dev.navarch.client.memory.InMemoryClusterClient;
import io.kubernetes.client.openapi.models.V1Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderElectorTest {
    private final ManualClock clock = new ManualClock();
    private final InMemoryCluster cluster = new InMemoryCluster(clock);
    private final InMemoryClusterClient client = new InMemoryClusterClient(cluster);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void takesAFreeLeaseAndKeepsOthersOutUntilItExpires() {
        var first = elector("one");
        var second = elector("two");
        first.step();
        second.step();
        clock.advance(Duration.ofSeconds(14));
        second.step();
        assertThat(told).containsExactly("one leads");
        clock.advance(Duration.ofSeconds(1));
        second.step();
        assertThat(told).containsExactly("one leads", "two leads");
        assertThat(lease().getSpec().getLeaseTransitions()).isEqualTo(1);
    }

    @Test
    void stopsLeadingWhenAnotherHoldsTheLease() {
        var first = elector("one");
        first.step();
        var second = elector("two");
        second.step();
        clock.advance(Duration.ofSeconds(15));
        second.step();
        first.step();
        assertThat(told).containsExactly("one leads", "two leads", "one lost");
    }

    @Test
    void resumesItsOwnLeaseAtOnceAfterARestart() {
        elector("one").step();
        elector("one").step();
        assertThat(told).containsExactly("one leads", "one leads");
        assertThat(lease().getSpec().getLeaseTransitions()).isZero();
    }

    @Test
    void goesOnThroughAShortOutageAndStopsAfterTheRenewDeadline() {
        var elector = elector("one");
        elector.step();
        cluster.intercept((_, _, _, _) -> {
            throw new ApiFailure(0, "", "down", null);
        });
        clock.advance(Duration.ofSeconds(10));
        elector.step();
        assertThat(elector.isLeading()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        elector.step();
        assertThat(told).containsExactly("one leads", "one lost");
    }

    private V1Lease lease() {
        return client.resource(V1Lease.class).get("kube-system", "loops");
    }

    private LeaderElector elector(String identity) {
        return new LeaderElector(
                client,
                LeaderElection.of("kube-system", "loops", identity),
                clock,
                () -> told.add(identity + " leads"),
                () -> told.add(identity + " lost"));
    }

    private static final class ManualClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
