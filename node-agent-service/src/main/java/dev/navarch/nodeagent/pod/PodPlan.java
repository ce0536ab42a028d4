package dev.navarch.nodeagent.pod;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import dev.navarch.nodeagent.probe.ProbeVerdicts;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what a pod asks for with what the runtime holds; pure. */
final class PodPlan {
    private final V1Pod pod;
    private final RuntimePod runtime;
    private final ProbeVerdicts probes;
    private final List<PodContainer> init;
    private final List<PodContainer> regular;

    PodPlan(V1Pod pod, RuntimePod runtime, ProbeVerdicts probes) {
        this.pod = pod;
        this.runtime = runtime;
        this.probes = probes;
        this.init = PodContainer.init(pod);
        this.regular = PodContainer.regular(pod);
    }

    PodActions actions() {
        var sandbox = runtime.readySandbox();
        return sandbox == null ? withoutSandbox() : inSandbox();
    }

    private PodActions withoutSandbox() {
        // Containers of a dead sandbox count as ended, whatever the runtime still says of them.
        var unfinished = regular.stream()
                .filter(container -> {
                    var run = runtime.find(container.name());
                    return run == null || !run.exited() || RestartDecision.restarts(pod, container, run.exitCode());
                })
                .toList();
        var everRan = regular.stream().anyMatch(container -> runtime.find(container.name()) != null);
        var over = unfinished.isEmpty() || failedInit() || (everRan && neverRestarts());
        if (over) return new PodActions(false, List.of(), null, List.of(), List.of(), List.of(), true);
        var first = init.isEmpty() ? null : init.getFirst();
        return new PodActions(
                true, List.of(), first, List.of(), first == null ? unfinished : List.of(), List.of(), false);
    }

    private PodActions inSandbox() {
        var stop = new ArrayList<PodActions.Stop>();
        var initDone = regularStarted();
        PodContainer next = null;
        var restart = new ArrayList<PodContainer>();
        if (initDone) {
            for (var container : init) {
                if (container.kind() == Kind.SIDECAR) check(container, stop, restart);
            }
        } else {
            for (var container : init) {
                var progress = progress(container, stop);
                if (progress == Progress.COMPLETE) continue;
                if (progress == Progress.FAILED) {
                    return new PodActions(false, stop, null, List.of(), List.of(), ephemeral(), true);
                }
                if (progress == Progress.TO_START) next = container;
                return new PodActions(false, stop, next, restart, List.of(), ephemeral(), false);
            }
        }
        var start = new ArrayList<PodContainer>();
        var kept = 0;
        for (var container : regular) {
            var run = current(container);
            if (check(container, stop, start)) kept++;
            else if (run != null && run.running()) kept++;
        }
        var done = kept == 0 && start.isEmpty();
        return new PodActions(false, stop, null, done ? List.of() : restart, start, ephemeral(), done);
    }

    private enum Progress {
        COMPLETE,
        RUNNING,
        TO_START,
        FAILED
    }

    private Progress progress(PodContainer container, List<PodActions.Stop> stop) {
        var run = current(container);
        if (run == null) return Progress.TO_START;
        if (container.kind() == Kind.SIDECAR) {
            if (!run.running()) return Progress.TO_START;
            addStop(container, run, stop);
            return probes.started(container, run) ? Progress.COMPLETE : Progress.RUNNING;
        }
        return switch (run.state()) {
            case RUNNING -> Progress.RUNNING;
            case CREATED, UNKNOWN -> Progress.TO_START;
            case EXITED -> {
                if (run.exitCode() == 0) yield Progress.COMPLETE;
                yield RestartDecision.restarts(pod, container, run.exitCode()) ? Progress.TO_START : Progress.FAILED;
            }
        };
    }

    /** True where the container stays as it is and runs. */
    private boolean check(PodContainer container, List<PodActions.Stop> stop, List<PodContainer> start) {
        var run = current(container);
        if (run == null || !run.running()) {
            if (RestartDecision.shouldStart(pod, container, run)) start.add(container);
            return false;
        }
        return !addStop(container, run, stop);
    }

    private boolean addStop(PodContainer container, ContainerRecord run, List<PodActions.Stop> stop) {
        var why = whyStop(container, run);
        if (why == null) return false;
        var again = RestartDecision.restarts(pod, container, 137) ? ", will be restarted" : "";
        stop.add(new PodActions.Stop(container, run, why + again));
        return true;
    }

    private @Nullable String whyStop(PodContainer container, ContainerRecord run) {
        var name = (container.kind() == Kind.SIDECAR ? "Init container " : "Container ") + container.name();
        if (!run.hash().equals(container.hash())) return name + " definition changed";
        if (!probes.startable(container, run)) return name + " failed startup probe";
        if (!probes.alive(container, run)) return name + " failed liveness probe";
        return null;
    }

    private List<PodContainer> ephemeral() {
        return PodContainer.ephemeral(pod).stream()
                .filter(container -> runtime.find(container.name()) == null)
                .toList();
    }

    /** A run in an older sandbox is over, and init containers begin again in a new one. */
    private @Nullable ContainerRecord current(PodContainer container) {
        var sandbox = runtime.sandbox();
        var run = runtime.find(container.name());
        if (run == null || sandbox == null) return run;
        if (run.sandboxId().equals(sandbox.id())) return run;
        return container.kind() == Kind.REGULAR
                        && run.exited()
                        && !RestartDecision.restarts(pod, container, run.exitCode())
                ? run
                : null;
    }

    private boolean regularStarted() {
        var sandbox = runtime.sandbox();
        return regular.stream()
                .map(container -> runtime.find(container.name()))
                .anyMatch(
                        run -> run != null && sandbox != null && run.sandboxId().equals(sandbox.id()));
    }

    private boolean failedInit() {
        return init.stream().filter(container -> container.kind() == Kind.INIT).anyMatch(container -> {
            var run = runtime.find(container.name());
            return run != null
                    && run.exited()
                    && run.exitCode() != 0
                    && !RestartDecision.restarts(pod, container, run.exitCode());
        });
    }

    private boolean neverRestarts() {
        return regular.stream().noneMatch(container -> RestartDecision.restarts(pod, container, 137));
    }
}
