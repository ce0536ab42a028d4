package dev.navarch.metrics.usage;

import dev.navarch.client.Informer;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every agent, again and again; a few at a time, none for longer than the client's limit. */
public final class Scraper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Scraper.class);

    private final Informer<V1Node> nodes;
    private final AgentClient agents;
    private final UsageBook book;
    private final Duration period;
    private final Semaphore turns;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("scraper").unstarted(this::run);
    private volatile boolean scraped;

    public Scraper(
            Informer<V1Node> nodes, AgentClient agents, UsageBook book, Duration period, int atOnce, Clock clock) {
        this.nodes = nodes;
        this.agents = agents;
        this.book = book;
        this.period = period;
        this.turns = new Semaphore(atOnce);
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** Whether every agent was asked once. */
    public boolean hasScraped() {
        return scraped;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                if (nodes.awaitSync(period)) scrapeAll();
                Thread.sleep(period);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException stopped) {
            log.debug("Scraping ends reason={}", stopped.getMessage());
        }
    }

    private void scrapeAll() {
        var all = nodes.list();
        book.keepOnly(all.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toSet()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(node -> threads.execute(() -> scrape(node)));
        }
        scraped = true;
    }

    private void scrape(V1Node node) {
        var name = node.getMetadata().getName();
        var address = address(node);
        var port = port(node);
        if (address == null || port == 0) return;
        try {
            turns.acquire();
            try {
                book.write(name, ScrapeParser.parse(agents.resourceMetrics(address, port), clock.instant()));
            } finally {
                turns.release();
            }
        } catch (IOException e) {
            book.forget(name);
            log.debug("Agent not read node={} reason={}", name, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String address(V1Node node) {
        var status = node.getStatus();
        if (status == null || status.getAddresses() == null) return null;
        return status.getAddresses().stream()
                .filter(address -> "InternalIP".equals(address.getType()))
                .map(V1NodeAddress::getAddress)
                .findFirst()
                .orElse(null);
    }

    private static int port(V1Node node) {
        var endpoints = node.getStatus().getDaemonEndpoints();
        return endpoints == null || endpoints.getKubeletEndpoint() == null
                ? 0
                : endpoints.getKubeletEndpoint().getPort();
    }
}
