package dev.navarch.loop;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.loop.Loop.Source;
import io.kubernetes.client.common.KubernetesObject;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one loop: its sources feed the queue, its workers empty it. Can be stopped and started again, as leadership comes and goes;
 * on each start every object of every source, and every key of every feed, wakes its keys once. Workers and timers are virtual threads.
 */
public final class LoopRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoopRunner.class);
    private static final Duration SYNC = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Loop loop;
    private final List<Feeder<?>> feeders = new ArrayList<>();
    private final ReadCopies copies;
    private final WorkQueue queue;
    private final LoopMetrics metrics;
    private final TracedWork runs;
    private final Clock clock;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Map<Key, List<WriteLog.Write>> unresolved = new ConcurrentHashMap<>();
    private volatile boolean running;

    public LoopRunner(Loop loop, ClusterClient client, Clock clock, MeterRegistry meters, Tracer tracer) {
        this.loop = loop;
        this.clock = clock;
        var informers = new HashMap<Class<? extends KubernetesObject>, List<Informer<?>>>();
        for (var source : loop.sources()) {
            var feeder = feeder(source, client);
            feeders.add(feeder);
            informers.computeIfAbsent(source.type(), _ -> new ArrayList<>()).add(feeder.informer);
        }
        this.copies = new ReadCopies(client, informers);
        this.queue = new WorkQueue(loop.name(), clock, copies::showAll);
        this.metrics = new LoopMetrics(loop.name(), queue, meters);
        this.runs = new TracedWork(tracer, "reconcile " + loop.name());
        feeders.forEach(Feeder::listen);
        loop.feeds()
                .forEach(feed -> feed.keys().accept(key -> {
                    if (running) {
                        queue.add(key);
                    }
                }));
    }

    private <T extends KubernetesObject> Feeder<T> feeder(Source<T> source, ClusterClient client) {
        return new Feeder<>(source, client.informer(source.type(), source.scope()));
    }

    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        threads.clear();
        threads.add(Thread.ofVirtual().name("loop-" + loop.name() + "-start").start(this::begin));
    }

    /** Waits for the runs that are under way. */
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        var deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        // By number: the first, which starts the others, may still be at it.
        for (var number = 0; number < threads.size(); number++) {
            var thread = threads.get(number);
            try {
                var left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
                if (!thread.join(left)) {
                    log.warn("Loop does not stop loop={} thread={}", loop.name(), thread.getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        queue.clear();
    }

    @Override
    public void close() {
        stop();
    }

    private void begin() {
        for (var feeder : feeders) {
            while (running && !feeder.informer.awaitSync(SYNC)) {
                log.warn(
                        "Loop waits for its first list loop={} kind={}",
                        loop.name(),
                        feeder.source.type().getSimpleName());
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
        if (!running) {
            return;
        }
        feeders.forEach(Feeder::wakeAll);
        loop.feeds().forEach(feed -> feed.all().get().forEach(queue::add));
        for (var i = 0; i < loop.workers(); i++) {
            launch("loop-" + loop.name() + "-" + i, this::work);
        }
        for (var period : loop.periods()) {
            launch("loop-" + loop.name() + "-clock", () -> tick(period));
        }
    }

    private void launch(String name, Runnable task) {
        var thread = Thread.ofVirtual().name(name).unstarted(task);
        threads.add(thread);
        thread.start();
        if (!running) {
            thread.interrupt();
        }
    }

    private void tick(Loop.Period period) {
        try {
            while (running) {
                queue.add(period.key());
                Thread.sleep(period.every());
            }
        } catch (InterruptedException e) {
            // stopped
        }
    }

    private void work() {
        try {
            while (running) {
                var taken = queue.take();
                metrics.waited(Duration.between(taken.since(), clock.instant()));
                run(taken.key());
            }
        } catch (InterruptedException e) {
            // stopped
        }
    }

    private void run(Key key) {
        var open = unresolved.remove(key);
        if (open != null) {
            hold(key, open);
            queue.add(key);
            return;
        }
        var writes = new WriteLog();
        var started = System.nanoTime();
        apply(key, runs.call(key, () -> reconcile(key, writes)));
        metrics.worked(Duration.ofNanos(System.nanoTime() - started));
        hold(key, writes.writes());
    }

    private Outcome reconcile(Key key, WriteLog writes) {
        try {
            return ScopedValue.where(WriteLog.CURRENT, writes)
                    .call(() -> loop.reconciler().reconcile(key));
        } catch (ApiFailure e) {
            if (!e.isConflict() && running) {
                failed(e);
                log.warn("Reconcile failed loop={} key={} cause={}", loop.name(), key, e.toString());
            }
            return Outcome.retry();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed(e);
            log.error("Reconcile failed loop={} key={}", loop.name(), key, e);
            return Outcome.retry();
        }
    }

    private void failed(Throwable cause) {
        metrics.failed();
        Span.current().setStatus(StatusCode.ERROR, cause.toString());
    }

    /** A write of unknown effect that the server cannot be asked about either keeps its key from being worked on. */
    private void hold(Key key, List<WriteLog.Write> writes) {
        try {
            queue.finish(key, copies.unseen(writes));
        } catch (RuntimeException e) {
            log.debug("Nobody knows what became of a write loop={} key={}", loop.name(), key, e);
            unresolved.put(key, writes);
            queue.retry(key);
            queue.finish(key, List.of());
        }
    }

    private void apply(Key key, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done() -> queue.forget(key);
            case Outcome.RequeueAfter(var delay) -> {
                queue.forget(key);
                queue.addAfter(key, delay);
            }
            case Outcome.Retry() -> {
                metrics.retried();
                queue.retry(key);
            }
        }
    }

    private final class Feeder<T extends KubernetesObject> implements Informer.Listener<T> {
        private final Source<T> source;
        private final Informer<T> informer;

        Feeder(Source<T> source, Informer<T> informer) {
            this.source = source;
            this.informer = informer;
        }

        void listen() {
            informer.addListener(this);
        }

        void wakeAll() {
            informer.list().forEach(object -> wake(null, object));
        }

        @Override
        public void added(T object) {
            wake(null, object);
        }

        @Override
        public void updated(T before, T after) {
            wake(before, after);
        }

        @Override
        public void deleted(T last) {
            wake(last, null);
        }

        @Override
        public void reached(long revision) {
            queue.copiesMoved();
        }

        private void wake(@Nullable T before, @Nullable T after) {
            if (running) {
                source.keys().of(before, after).forEach(queue::add);
            }
        }
    }
}
