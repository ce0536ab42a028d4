package dev.navarch.scheduler.loop;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.client.ClusterClient;
import dev.navarch.scheduler.binding.ApiCalls;
import dev.navarch.scheduler.binding.Binder;
import dev.navarch.scheduler.binding.ClaimBinder;
import dev.navarch.scheduler.binding.Evictions;
import dev.navarch.scheduler.binding.PodReports;
import dev.navarch.scheduler.binding.PodWrites;
import dev.navarch.scheduler.cluster.ClusterCache;
import dev.navarch.scheduler.cycle.Nominations;
import dev.navarch.scheduler.cycle.SchedulingCycle;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.plugins.PluginCatalog;
import dev.navarch.scheduler.preemption.Preemption;
import dev.navarch.scheduler.queue.Backoff;
import dev.navarch.scheduler.queue.SchedulingQueue;
import io.kubernetes.client.openapi.models.V1Pod;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.SplittableRandom;

/** The scheduler's parts, put together over one cluster. */
public final class SchedulerRoom implements AutoCloseable {
    private final ClusterWatches watches;
    private final SchedulingQueue queue;
    private final ClusterCache cache;
    private final Nominations nominations;
    private final String schedulerName;
    private final Scheduler scheduler;
    private final ApiCalls calls;
    private final ClaimBinder claims;

    @GuardedBy("this")
    private boolean opened;

    private SchedulerRoom(
            ClusterWatches watches,
            SchedulingQueue queue,
            ClusterCache cache,
            Nominations nominations,
            String schedulerName,
            Scheduler scheduler,
            ApiCalls calls,
            ClaimBinder claims) {
        this.watches = watches;
        this.queue = queue;
        this.cache = cache;
        this.nominations = nominations;
        this.schedulerName = schedulerName;
        this.scheduler = scheduler;
        this.calls = calls;
        this.claims = claims;
    }

    public static SchedulerRoom of(
            ClusterClient client, String schedulerName, int callsAtOnce, InstantSource clock, Tracer tracer) {
        var watches = ClusterWatches.open(client);
        var plugins = PluginCatalog.defaults(watches, watches);
        var cache = new ClusterCache();
        var nominations = new Nominations();
        var queue = new SchedulingQueue(clock, Backoff.DEFAULT, plugins.gates(), plugins.refusing());
        var random = new SplittableRandom();
        var calls = new ApiCalls(callsAtOnce);
        var writes = new PodWrites(client.resource(V1Pod.class));
        var reports = new PodReports(
                writes,
                client.events(schedulerName),
                pod -> watches.pods().find(pod.namespace(), pod.name()),
                clock,
                calls);
        var claims = new ClaimBinder(client, watches, watches::waitsForANode);
        var scheduler = new Scheduler(
                queue,
                cache,
                new SchedulingCycle(plugins, nominations, random),
                new Preemption(nominations, watches, random),
                nominations,
                new Binder(writes, reports, cache, queue, calls, claims),
                new Evictions(writes, reports, nominations, clock, calls),
                reports,
                tracer);
        return new SchedulerRoom(watches, queue, cache, nominations, schedulerName, scheduler, calls, claims);
    }

    public SchedulingQueue queue() {
        return queue;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public boolean hasSynced() {
        return watches.all().stream().allMatch(informer -> informer.hasSynced());
    }

    /** Waits for the first complete copies, then feeds cache and queue from them, nodes before pods. False when the time is up. */
    public synchronized boolean open(Duration timeout) {
        if (opened) return true;
        var deadline = System.nanoTime() + timeout.toNanos();
        for (var informer : watches.all()) {
            if (!informer.awaitSync(Duration.ofNanos(deadline - System.nanoTime()))) return false;
        }
        opened = true;
        watches.nodes().addListener(new NodeFeed(cache, queue));
        watches.pods().addListener(new PodFeed(cache, queue, nominations, schedulerName));
        watches.claims().addListener(new ChangeFeed<>(queue, ClusterChange.ClaimChanged::new));
        watches.volumes().addListener(new ChangeFeed<>(queue, ClusterChange.VolumeChanged::new));
        watches.storageClasses().addListener(new ChangeFeed<>(queue, ClusterChange.StorageClassChanged::new));
        watches.namespaces()
                .addListener(new ChangeFeed<>(
                        queue,
                        namespace -> new ClusterChange.NamespaceRelabelled(Objects.requireNonNull(
                                Objects.requireNonNull(namespace.getMetadata()).getName()))));
        return true;
    }

    @Override
    public void close() {
        claims.close();
        calls.close();
    }
}
