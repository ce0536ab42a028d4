package dev.navarch.gateway;

import dev.navarch.gateway.endpoint.ReadyEndpoints;
import dev.navarch.gateway.listen.Listeners;
import dev.navarch.loop.LoopRunner;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** What is known of the cluster goes before the sockets; the sockets are drained before anything of it stops. */
final class GatewayLifecycle implements SmartLifecycle {
    private final ReadyEndpoints endpoints;
    private final List<LoopRunner> loops;
    private final Listeners listeners;

    GatewayLifecycle(ReadyEndpoints endpoints, List<LoopRunner> loops, Listeners listeners) {
        this.endpoints = endpoints;
        this.loops = List.copyOf(loops);
        this.listeners = listeners;
    }

    @Override
    public void start() {
        endpoints.start();
        loops.forEach(LoopRunner::start);
        listeners.start();
    }

    @Override
    public void stop() {
        listeners.close();
        loops.forEach(LoopRunner::stop);
    }

    @Override
    public boolean isRunning() {
        return listeners.isRunning();
    }
}
