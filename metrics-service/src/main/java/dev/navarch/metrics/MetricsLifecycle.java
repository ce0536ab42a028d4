package dev.navarch.metrics;

import dev.navarch.metrics.publish.MetricsServerService;
import dev.navarch.metrics.usage.AgentClient;
import dev.navarch.metrics.usage.Scraper;
import org.springframework.context.SmartLifecycle;

/** Starts once the server listens: only then is there a port to make known. */
final class MetricsLifecycle implements SmartLifecycle {
    private final Scraper scraper;
    private final AgentClient agents;
    private final MetricsServerService service;
    private volatile boolean running;

    MetricsLifecycle(Scraper scraper, AgentClient agents, MetricsServerService service) {
        this.scraper = scraper;
        this.agents = agents;
        this.service = service;
    }

    @Override
    public void start() {
        running = true;
        scraper.start();
        service.start();
    }

    @Override
    public void stop() {
        running = false;
        service.close();
        scraper.close();
        agents.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
