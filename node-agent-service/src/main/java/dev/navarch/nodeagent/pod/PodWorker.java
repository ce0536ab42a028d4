package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.loop.Key;
import dev.navarch.nodeagent.container.TerminationMessages;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.image.Backoff;
import dev.navarch.nodeagent.pod.PodStatusBuilder.Circumstances;
import dev.navarch.nodeagent.pod.PodStatusBuilder.Verdict;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.probe.PodProbes;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pod's loop, on a thread of its own. Each turn reads the API's newest wish and the runtime's state, does what the plan says,
 * and hands the resulting status to the writer. It keeps nothing that another agent could not find out again: restart counters
 * are the runtime's annotations, addresses the sandbox's. It is woken by updates, runtime events and probes, and by its own
 * clock.
 *
 * <p>Once a pod is over (deleted, removed, ended by itself, or judged) {@link PodEnding} has it, and there is no way back.
 */
final class PodWorker {
    static final Duration RETRY = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(PodWorker.class);
    private static final Duration RESYNC = Duration.ofSeconds(60);

    private final PodKey key;
    private final PodTools tools;
    private final PodStatusWriter statuses;
    private final PodStatusBuilder builder;
    private final ContainerStarter starter;
    private final ContainerStopper stopper;
    private final PodProbes probes;
    private final PodAdmission admission;
    private final ContainerResizer resizer;
    private final MountedVolumes volumes;
    private final PodSandboxes sandboxes;
    private final PodEnding ending;
    private final Runnable finished;
    private final Semaphore signal = new Semaphore(1);
    private final AtomicReference<Wish> wish;
    private final Thread thread;
    private volatile boolean starting;
    private volatile @Nullable Verdict eviction;
    private @Nullable Verdict verdict;
    private boolean admitted;
    private boolean terminal;
    private ContainerResizer.Progress resize = ContainerResizer.Progress.DONE;

    /** @param pod the last known state; null for what only the runtime knows */
    record Wish(@Nullable V1Pod pod, boolean removed) {
        boolean deleting() {
            return removed || pod == null || metadataOf(pod).getDeletionTimestamp() != null;
        }
    }

    PodWorker(
            PodKey key,
            @Nullable V1Pod pod,
            PodTools tools,
            PodStatusWriter statuses,
            NodeRoom room,
            Backoff crashLoop,
            Runnable finished) {
        this.key = key;
        this.tools = tools;
        this.wish = new AtomicReference<>(new Wish(pod, pod == null));
        this.statuses = statuses;
        this.builder = new PodStatusBuilder(
                tools.node().hostIps(), new TerminationMessages(tools.directories()), tools.clock());
        this.starter = new ContainerStarter(tools, crashLoop);
        this.stopper = new ContainerStopper(tools);
        this.probes = new PodProbes(tools.prober(), tools.events(), this::wake, tools.clock());
        this.admission = new PodAdmission(room);
        this.resizer = new ContainerResizer(tools, room, stopper);
        this.volumes = new MountedVolumes(tools);
        this.sandboxes = new PodSandboxes(tools, stopper, () -> wish.get().deleting());
        this.ending = new PodEnding(key, tools, statuses, stopper, this::wake);
        this.finished = finished;
        this.thread = Thread.ofVirtual()
                .name("pod-" + key.namespace() + "/" + key.name())
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void update(V1Pod pod) {
        var before = wish.getAndUpdate(old -> old.removed ? old : new Wish(pod, false));
        if (!before.deleting() && metadataOf(pod).getDeletionTimestamp() != null && starting) thread.interrupt();
        wake();
    }

    void removed() {
        wish.updateAndGet(old -> new Wish(old.pod, true));
        if (starting) thread.interrupt();
        wake();
    }

    /** The node cannot keep it. */
    void evict(String message) {
        if (eviction != null) return;
        ending.hurry();
        eviction = new Verdict(Verdict.EVICTED, message);
        if (starting) thread.interrupt();
        wake();
    }

    void wake() {
        signal.release();
    }

    /** Ends this loop, and leaves the pod as it is. */
    void abandon() {
        probes.close();
        abandoned = true;
        thread.interrupt();
    }

    private volatile boolean abandoned;

    private void run() {
        while (!abandoned && !ending.finished()) {
            var wait = tools.turns().call(new Key(key.namespace(), key.name()), this::turn);
            if (ending.finished()) break;
            // An interruption means only that what was being started is no longer wanted.
            var _ = Thread.interrupted();
            try {
                if (signal.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) signal.drainPermits();
            } catch (InterruptedException e) {
                log.debug("Pod worker woken pod={}", key.text());
            }
        }
        probes.close();
        finished.run();
    }

    private Duration turn() {
        try {
            return sync();
        } catch (StatusRuntimeException e) {
            log.warn("Pod sync failed pod={} error={}", key.text(), CriClient.rpcError(e));
        } catch (RuntimeException e) {
            log.error("Pod sync failed pod={}", key.text(), e);
        }
        return RETRY;
    }

    private Duration sync() {
        var now = wish.get();
        var pod = now.pod;
        if (pod == null || now.deleting() || isOver(pod)) return end(now);
        var runtime = tools.runtime().read(key);
        if (isRefused(pod, runtime)) return end(now);
        resize = resizer.resize(pod, runtime);
        refreshProbes(pod, runtime);
        var actions = new PodPlan(pod, runtime, probes).actions();
        if (actions.done()) {
            terminal = true;
            return end(now);
        }
        report(pod, runtime);
        starting = true;
        Duration wait;
        try {
            wait = act(pod, runtime, actions);
        } finally {
            starting = false;
        }
        runtime = tools.runtime().read(key);
        refreshProbes(pod, runtime);
        report(pod, runtime);
        return untilDeadline(pod, wait);
    }

    private boolean isOver(V1Pod pod) {
        if (terminal || verdict != null) return true;
        if (eviction != null) {
            verdict = eviction;
            tools.events().warning(pod, verdict.reason(), verdict.message());
            return true;
        }
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        if (phase != null && PodStatusBuilder.TERMINAL.contains(phase)) return true;
        if (untilDeadline(pod, RESYNC).isPositive()) return false;
        verdict = new Verdict("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
        tools.events().normal(pod, verdict.reason(), verdict.message());
        return true;
    }

    /** Asked once, before anything of the pod is there. */
    private boolean isRefused(V1Pod pod, RuntimePod runtime) {
        admitted |= NodeRoom.isAdmitted(pod) || !runtime.sandboxes().isEmpty();
        if (admitted) return false;
        var refusal = admission.refusal(pod);
        admitted = refusal == null;
        if (refusal == null) return false;
        tools.events().warning(pod, refusal.reason(), refusal.message());
        verdict = new Verdict(refusal.reason(), "Pod was rejected: " + refusal.message(), true);
        return true;
    }

    private Duration end(Wish now) {
        return ending.proceed(now, (runtime, over) -> {
            var pod = now.pod;
            if (pod == null || now.removed) return;
            var circumstances = new Circumstances(starter.failures(), over, over && now.deleting(), verdict, resize);
            statuses.set(key, builder.build(pod, runtime, probes, circumstances));
        });
    }

    /** When to look again. */
    private Duration act(V1Pod pod, RuntimePod runtime, PodActions actions) {
        for (var stop : actions.stop()) {
            stopper.stop(pod, runtime, stop.run(), stop.message(), graceOf(pod, stop), true);
        }
        if (!actions.stop().isEmpty()) return Duration.ZERO;
        if (!volumes.setUp(pod, runtime, actions.startSomething())) return volumes.retry();
        if (actions.newSandbox()) {
            if (!sandboxes.replace(pod, runtime)) return RETRY;
            runtime = tools.runtime().read(key);
        }
        return startContainers(pod, runtime, actions);
    }

    private Duration startContainers(V1Pod pod, RuntimePod runtime, PodActions actions) {
        var sandbox = runtime.readySandbox();
        if (sandbox == null) return Duration.ofSeconds(1);
        var config = tools.sandboxes().of(pod, sandbox.attempt());
        var place = new ContainerStarter.Place(pod, runtime, sandbox, config, volumes.places());
        var wait = RESYNC;
        if (actions.initToStart() != null) {
            var again = starter.start(place, actions.initToStart());
            // The next one is due as soon as this one has started or ended; its event comes in any case.
            wait = shorter(wait, again == null ? Duration.ofSeconds(5) : again);
        }
        for (var container : List.of(actions.sidecarsToRestart(), actions.toStart(), actions.ephemeral()).stream()
                .flatMap(List::stream)
                .toList()) {
            if (Thread.currentThread().isInterrupted()) return Duration.ZERO;
            wait = shorter(wait, starter.start(place, container));
        }
        return wait;
    }

    private void refreshProbes(V1Pod pod, RuntimePod runtime) {
        var sandbox = runtime.readySandbox();
        var ip = sandbox == null || sandbox.ip().isEmpty()
                ? String.join("", tools.node().hostIps().stream().limit(1).toList())
                : sandbox.ip();
        probes.update(pod, runtime, ip);
    }

    private void report(V1Pod pod, RuntimePod runtime) {
        var circumstances = new Circumstances(starter.failures(), false, false, null, resize);
        statuses.set(key, builder.build(pod, runtime, probes, circumstances));
    }

    private Duration untilDeadline(V1Pod pod, Duration wait) {
        var deadline = specOf(pod).getActiveDeadlineSeconds();
        var start = pod.getStatus() == null ? null : pod.getStatus().getStartTime();
        if (deadline == null || start == null) return wait;
        var left = Duration.between(tools.clock().instant(), start.toInstant().plusSeconds(deadline));
        return shorter(wait, left);
    }

    private static Duration graceOf(V1Pod pod, PodActions.Stop stop) {
        var spec = stop.container().spec();
        var probe = stop.message().contains("startup probe") ? spec.getStartupProbe() : spec.getLivenessProbe();
        var probes =
                stop.message().contains("probe") && probe != null ? probe.getTerminationGracePeriodSeconds() : null;
        return Duration.ofSeconds(probes != null ? probes : ContainerStarter.grace(pod));
    }

    private static Duration shorter(Duration a, @Nullable Duration b) {
        return b == null || a.compareTo(b) < 0 ? a : b;
    }
}
