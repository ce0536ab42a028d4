package dev.navarch.nodeagent.probe;

import dev.navarch.client.EventRecorder;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The probes of one pod: for each running container one loop a probe, begun anew with each run. Called by the pod's worker only;
 * the loops report back through {@code changed}.
 */
public final class PodProbes implements ProbeVerdicts, AutoCloseable {
    private final Prober prober;
    private final EventRecorder events;
    private final Runnable changed;
    private final Clock clock;
    private final Map<String, EnumMap<ProbeKind, ProbeLoop>> loops = new HashMap<>();

    /** @param changed wakes the pod's worker; called from the loops' threads */
    public PodProbes(Prober prober, EventRecorder events, Runnable changed, Clock clock) {
        this.prober = prober;
        this.events = events;
        this.changed = changed;
        this.clock = clock;
    }

    /** Begins probing runs that are new, and ends it for those that are over. */
    public void update(V1Pod pod, RuntimePod runtime, String ip) {
        var live = new HashSet<String>();
        for (var container : PodContainer.all(pod)) {
            var run = runtime.find(container.name());
            if (run == null || !run.running() || !isProbed(container)) continue;
            live.add(run.id());
            if (!loops.containsKey(run.id())) begin(pod, container, run, ip);
        }
        for (var gone : List.copyOf(loops.keySet())) {
            if (!live.contains(gone)) end(gone);
        }
    }

    @Override
    public boolean started(PodContainer container, ContainerRecord run) {
        return verdict(ProbeKind.STARTUP, container, run);
    }

    @Override
    public boolean ready(PodContainer container, ContainerRecord run) {
        return verdict(ProbeKind.READINESS, container, run);
    }

    @Override
    public boolean alive(PodContainer container, ContainerRecord run) {
        return verdict(ProbeKind.LIVENESS, container, run);
    }

    @Override
    public boolean startable(PodContainer container, ContainerRecord run) {
        var loop = find(ProbeKind.STARTUP, run);
        return loop == null || !loop.gaveUp();
    }

    @Override
    public void close() {
        List.copyOf(loops.keySet()).forEach(this::end);
    }

    private boolean verdict(ProbeKind kind, PodContainer container, ContainerRecord run) {
        if (!isProbed(container) || kind.of(container.spec()) == null) return true;
        var loop = find(kind, run);
        return loop == null ? kind.atFirst() : loop.verdict();
    }

    private @Nullable ProbeLoop find(ProbeKind kind, ContainerRecord run) {
        var ofRun = loops.get(run.id());
        return ofRun == null ? null : ofRun.get(kind);
    }

    private void begin(V1Pod pod, PodContainer container, ContainerRecord run, String ip) {
        var ofRun = new EnumMap<ProbeKind, ProbeLoop>(ProbeKind.class);
        var known = knownStatus(pod, container, run);
        for (var kind : ProbeKind.values()) {
            var probe = kind.of(container.spec());
            if (probe == null) continue;
            var startup = ofRun.get(ProbeKind.STARTUP);
            var loop = new ProbeLoop(
                    kind,
                    container,
                    run,
                    probe,
                    () -> prober.probe(probe, container.spec(), run.id(), ip),
                    () -> kind == ProbeKind.STARTUP || startup == null || startup.verdict(),
                    (reason, message) -> events.event(pod, container.fieldPath(), "Warning", reason, message),
                    changed,
                    clock,
                    atFirst(kind, known));
            ofRun.put(kind, loop);
        }
        loops.put(run.id(), ofRun);
        ofRun.values().forEach(ProbeLoop::start);
    }

    /** A run that the API knows already was begun before this agent was: its readiness stands until a probe says otherwise. */
    private static boolean atFirst(ProbeKind kind, @Nullable V1ContainerStatus known) {
        if (known == null) return kind.atFirst();
        return switch (kind) {
            case STARTUP -> Boolean.TRUE.equals(known.getStarted());
            case READINESS -> known.getReady();
            case LIVENESS -> true;
        };
    }

    private static @Nullable V1ContainerStatus knownStatus(V1Pod pod, PodContainer container, ContainerRecord run) {
        var status = pod.getStatus();
        if (status == null) return null;
        var all = new ArrayList<V1ContainerStatus>();
        if (status.getContainerStatuses() != null) all.addAll(status.getContainerStatuses());
        if (status.getInitContainerStatuses() != null) all.addAll(status.getInitContainerStatuses());
        return all.stream()
                .filter(known -> known.getName().equals(container.name())
                        && Objects.equals(known.getContainerID(), "containerd://" + run.id()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isProbed(PodContainer container) {
        return container.kind() == PodContainer.Kind.REGULAR || container.kind() == PodContainer.Kind.SIDECAR;
    }

    private void end(String runId) {
        var ofRun = loops.remove(runId);
        if (ofRun != null) ofRun.values().forEach(ProbeLoop::close);
    }
}
