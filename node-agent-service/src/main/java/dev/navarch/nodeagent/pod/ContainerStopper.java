package dev.navarch.nodeagent.pod;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends containers: the hook before, then TERM, then KILL when the grace is over. The whole pod's containers end side by side;
 * sidecars wait for the others and go one after another, the last one first, all within one grace.
 */
final class ContainerStopper {
    private static final Logger log = LoggerFactory.getLogger(ContainerStopper.class);
    private static final Duration LEAST_AFTER_HOOK = Duration.ofSeconds(2);
    private final PodTools tools;

    ContainerStopper(PodTools tools) {
        this.tools = tools;
    }

    /**
     * Returns when all have ended.
     *
     * @param pod null when nobody knows any more what it was; hooks and events are left out then
     * @param withHooks false for a second, shorter round
     */
    void stopAll(@Nullable V1Pod pod, RuntimePod runtime, Duration grace, boolean withHooks) {
        var began = tools.clock().instant();
        var sidecars = new ArrayList<ContainerRecord>();
        var others = new ArrayList<ContainerRecord>();
        for (var run : runtime.running()) {
            var container = pod == null ? null : PodContainer.find(pod, run.name());
            if (container != null && container.kind() == Kind.SIDECAR) sidecars.add(run);
            else others.add(run);
        }
        stopTogether(pod, runtime, others, grace, withHooks);
        for (var sidecar : inReverse(pod, sidecars)) {
            stop(pod, runtime, sidecar, null, remaining(began, grace), withHooks);
        }
    }

    /** @param message of the Killing event; null for the plain one */
    void stop(
            @Nullable V1Pod pod,
            RuntimePod runtime,
            ContainerRecord run,
            @Nullable String message,
            Duration grace,
            boolean withHooks) {
        var began = tools.clock().instant();
        try {
            var container = pod == null ? null : PodContainer.find(pod, run.name());
            if (pod != null && container != null && withHooks) {
                var text = message == null ? "Stopping container " + run.name() : message;
                tools.events().event(pod, container.fieldPath(), "Normal", "Killing", text);
                runPreStop(pod, runtime, container, run, grace);
            }
            tools.runtime().stopContainer(run.id(), remaining(began, grace));
        } catch (StatusRuntimeException e) {
            log.warn("Container not stopped container={} id={} error={}", run.name(), run.id(), CriClient.message(e));
        }
    }

    private void stopTogether(
            @Nullable V1Pod pod, RuntimePod runtime, List<ContainerRecord> runs, Duration grace, boolean withHooks) {
        var threads = runs.stream()
                .map(run -> Thread.ofVirtual()
                        .name("stop-" + run.name())
                        .start(() -> stop(pod, runtime, run, null, grace, withHooks)))
                .toList();
        try {
            for (var thread : threads) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runPreStop(
            V1Pod pod, RuntimePod runtime, PodContainer container, ContainerRecord run, Duration grace) {
        var lifecycle = container.spec().getLifecycle();
        if (lifecycle == null || lifecycle.getPreStop() == null || !run.running() || !grace.isPositive()) return;
        var sandbox = runtime.sandbox();
        var ip = sandbox == null ? "" : sandbox.ip();
        if (tools.hooks().run(lifecycle.getPreStop(), container.spec(), run.id(), ip, grace)) return;
        tools.events().event(pod, container.fieldPath(), "Warning", "FailedPreStopHook", "PreStopHook failed");
    }

    private Duration remaining(Instant began, Duration grace) {
        var left = grace.minus(Duration.between(began, tools.clock().instant()));
        var least = grace.compareTo(LEAST_AFTER_HOOK) < 0 ? grace : LEAST_AFTER_HOOK;
        return left.compareTo(least) < 0 ? least : left;
    }

    private static List<ContainerRecord> inReverse(@Nullable V1Pod pod, List<ContainerRecord> sidecars) {
        if (pod == null) return sidecars;
        var order = PodContainer.init(pod).stream().map(PodContainer::name).toList();
        return sidecars.stream()
                .sorted((a, b) -> order.indexOf(b.name()) - order.indexOf(a.name()))
                .toList();
    }
}
