package dev.navarch.nodeagent.simulated;

import org.springframework.context.SmartLifecycle;

/** Starts the nodes with the service and ends them with it. */
final class SimulatedNodesLifecycle implements SmartLifecycle {
    private final SimulatedNodes nodes;
    private volatile boolean running;

    SimulatedNodesLifecycle(SimulatedNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public void start() {
        running = true;
        nodes.start();
    }

    @Override
    public void stop() {
        running = false;
        nodes.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
