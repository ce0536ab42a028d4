package dev.navarch.controller;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.lease.LeaderElection;
import dev.navarch.client.lease.LeaderElector;
import dev.navarch.loop.Loop;
import dev.navarch.loop.LoopRunner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Runs the loops while this installation leads. The copies are kept warm in any case. */
final class ControllerManager implements SmartLifecycle {
    private final List<LoopRunner> runners;
    private final LeaderElector elector;
    private volatile boolean running;

    ControllerManager(List<Loop> loops, ClusterClient client, String identity, Clock clock, MeterRegistry meters) {
        this.runners = loops.stream()
                .map(loop -> new LoopRunner(loop, client, clock, meters))
                .toList();
        this.elector = new LeaderElector(
                client,
                LeaderElection.of("kube-system", "kube-controller-manager", identity),
                clock,
                () -> runners.forEach(LoopRunner::start),
                () -> runners.parallelStream().forEach(LoopRunner::stop));
    }

    boolean isLeading() {
        return elector.isLeading();
    }

    @Override
    public void start() {
        running = true;
        elector.start();
    }

    @Override
    public void stop() {
        running = false;
        elector.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
