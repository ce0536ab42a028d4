package dev.navarch.apiserver;

import dev.navarch.apiserver.aggregation.AvailabilityLoop;
import dev.navarch.apiserver.allocation.ServiceAllocation;
import dev.navarch.apiserver.bootstrap.BootstrapOrder;
import dev.navarch.apiserver.bootstrap.RoleAggregation;
import dev.navarch.apiserver.bootstrap.ServerEndpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the bootstrap once, and what repairs and follows afterwards until the server stops; a thread each. */
final class BootstrapLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BootstrapLifecycle.class);
    private static final Duration REPAIR_PERIOD = Duration.ofMinutes(3);

    private final BootstrapOrder bootstrap;
    private final RoleAggregation aggregation;
    private final ServiceAllocation allocation;
    private final ServerEndpoints endpoints;
    private final AvailabilityLoop availability;
    private final List<Thread> threads = new ArrayList<>();

    BootstrapLifecycle(
            BootstrapOrder bootstrap,
            RoleAggregation aggregation,
            ServiceAllocation allocation,
            ServerEndpoints endpoints,
            AvailabilityLoop availability) {
        this.bootstrap = bootstrap;
        this.aggregation = aggregation;
        this.allocation = allocation;
        this.endpoints = endpoints;
        this.availability = availability;
    }

    @Override
    public synchronized void start() {
        allocation.follow();
        threads.add(Thread.ofVirtual().name("bootstrap").start(this::bootstrap));
        threads.add(Thread.ofVirtual().name("role-aggregation").start(aggregation::follow));
        threads.add(Thread.ofVirtual().name("allocation-repair").start(this::repair));
        threads.add(Thread.ofVirtual().name("server-endpoints").start(endpoints::follow));
        threads.add(Thread.ofVirtual().name("api-availability").start(availability::run));
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        threads.clear();
        endpoints.leave();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    private void bootstrap() {
        try {
            bootstrap.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("Bootstrap failed; this server will not become ready", e);
        }
    }

    private void repair() {
        var unused = ServiceAllocation.Unused.NOTHING;
        try {
            while (true) {
                Thread.sleep(REPAIR_PERIOD);
                unused = repairOnce(unused);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServiceAllocation.Unused repairOnce(ServiceAllocation.Unused before) {
        try {
            return allocation.repair(before);
        } catch (RuntimeException e) {
            log.warn("Service allocation was not repaired this time", e);
            return before;
        }
    }
}
