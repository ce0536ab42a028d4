package dev.navarch.loop;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.lease.LeaderElection;
import dev.navarch.client.lease.LeaderElector;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.util.List;

/** Runs loops while this installation leads. The copies that they read are kept warm in any case. */
public final class LeadingLoops implements AutoCloseable {
    private final List<LoopRunner> runners;
    private final LeaderElector elector;

    public LeadingLoops(
            List<Loop> loops,
            ClusterClient client,
            LeaderElection election,
            Clock clock,
            MeterRegistry meters,
            Tracer tracer) {
        this.runners = loops.stream()
                .map(loop -> new LoopRunner(loop, client, clock, meters, tracer))
                .toList();
        this.elector = new LeaderElector(
                client,
                election,
                clock,
                () -> runners.forEach(LoopRunner::start),
                () -> runners.parallelStream().forEach(LoopRunner::stop));
    }

    /** Begins to stand for election. */
    public void start() {
        elector.start();
    }

    public boolean isLeading() {
        return elector.isLeading();
    }

    /** Stops the loops and gives the lease back. */
    @Override
    public void close() {
        elector.close();
    }
}
