package dev.navarch.nodeagent.pod;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.events.v1.Envelope;
import dev.navarch.nodeagent.cri.events.v1.SubscribeRequest;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.runtime.PodFingerprint;
import dev.navarch.nodeagent.runtime.PodRuntime;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which pods' containers or sandboxes changed. containerd's events only say that it is time to list; a slow poll covers
 * events that were lost.
 */
final class RuntimeWatcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RuntimeWatcher.class);
    private static final String FILTER = "namespace==k8s.io,topic~=\"^/(tasks|containers)/\"";
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration GATHER = Duration.ofMillis(20);
    static final Duration UNHEALTHY = Duration.ofMinutes(3);

    private final CriClient client;
    private final PodRuntime runtime;
    private final Consumer<PodKey> changed;
    private final Clock clock;
    private final Semaphore due = new Semaphore(1);
    private final Thread thread;
    private volatile boolean subscribed;
    private volatile boolean closed;
    private volatile Instant lastListed = Instant.EPOCH;
    private Map<PodKey, PodFingerprint> last = new HashMap<>();

    RuntimeWatcher(CriClient client, PodRuntime runtime, Consumer<PodKey> changed, Clock clock) {
        this.client = client;
        this.runtime = runtime;
        this.changed = changed;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("runtime-watcher").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** When the runtime last answered. */
    Instant lastListed() {
        return lastListed;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                if (!subscribed) subscribe();
                if (due.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) Thread.sleep(GATHER);
                due.drainPermits();
                list();
            } catch (InterruptedException e) {
                return;
            } catch (StatusRuntimeException e) {
                log.warn("Runtime not listed error={}", CriClient.message(e));
            }
        }
    }

    private void list() {
        var now = runtime.list();
        lastListed = clock.instant();
        var keys = new HashSet<>(now.keySet());
        keys.addAll(last.keySet());
        for (var key : keys) {
            var fingerprint = now.get(key);
            if (fingerprint == null || !fingerprint.equals(last.get(key))) changed.accept(key);
        }
        last = now;
    }

    private void subscribe() {
        subscribed = true;
        client.events()
                .subscribe(SubscribeRequest.newBuilder().addFilters(FILTER).build(), new StreamObserver<>() {
                    @Override
                    public void onNext(Envelope event) {
                        due.release();
                    }

                    @Override
                    public void onError(Throwable failure) {
                        subscribed = false;
                        if (!closed) log.warn("Runtime's events ended error={}", failure.getMessage());
                    }

                    @Override
                    public void onCompleted() {
                        subscribed = false;
                    }
                });
    }
}
