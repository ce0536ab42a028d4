package dev.navarch.nodeagent.probe;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import io.kubernetes.client.openapi.models.V1Probe;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One probe of one run of a container, on a thread of its own until the run ends. The verdict turns only after as many equal
 * answers in a row as the thresholds ask for.
 */
final class ProbeLoop implements AutoCloseable {
    private static final Duration WAITING_FOR_START = Duration.ofMillis(200);
    private final ProbeKind kind;
    private final ContainerRecord run;
    private final V1Probe probe;
    private final Supplier<ProbeResult> once;
    private final BooleanSupplier mayRun;
    private final BiConsumer<String, String> warning;
    private final Runnable changed;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean verdict;
    private volatile boolean gaveUp;
    private int streak;
    private boolean lastAnswer;

    /**
     * @param mayRun false until the container has started up
     * @param warning told each failing answer: reason and message of an event
     * @param changed called after the verdict has turned
     */
    ProbeLoop(
            ProbeKind kind,
            PodContainer container,
            ContainerRecord run,
            V1Probe probe,
            Supplier<ProbeResult> once,
            BooleanSupplier mayRun,
            BiConsumer<String, String> warning,
            Runnable changed,
            Clock clock,
            boolean verdict) {
        this.kind = kind;
        this.run = run;
        this.probe = probe;
        this.once = once;
        this.mayRun = mayRun;
        this.warning = warning;
        this.changed = changed;
        this.clock = clock;
        this.verdict = verdict;
        this.thread = Thread.ofVirtual()
                .name("probe-" + kind.word() + "-" + container.name())
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean verdict() {
        return verdict;
    }

    /** A startup probe that has failed for good. */
    boolean gaveUp() {
        return gaveUp;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            var first = run.startedAt().plusSeconds(Objects.requireNonNullElse(probe.getInitialDelaySeconds(), 0));
            var delay = Duration.between(clock.instant(), first);
            if (delay.isPositive()) Thread.sleep(delay);
            var period = Duration.ofSeconds(Objects.requireNonNullElse(probe.getPeriodSeconds(), 10));
            while (!mayRun.getAsBoolean()) Thread.sleep(WAITING_FOR_START);
            while (!finished()) {
                answer(once.get());
                Thread.sleep(period);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A startup probe ends with its success; a failed one, or a failed liveness probe, with the container. */
    private boolean finished() {
        return gaveUp
                || switch (kind) {
                    case STARTUP -> verdict;
                    case LIVENESS -> !verdict;
                    case READINESS -> false;
                };
    }

    private void answer(ProbeResult result) {
        if (Thread.currentThread().isInterrupted()) return;
        var success = result instanceof ProbeResult.Success;
        switch (result) {
            case ProbeResult.Success() -> {}
            case ProbeResult.Failure(var output) ->
                warning.accept("Unhealthy", kind.word() + " probe failed: " + output);
            case ProbeResult.Problem(var message) -> {
                warning.accept("Unhealthy", kind.word() + " probe errored and resulted in unknown state: " + message);
                return;
            }
        }
        streak = success == lastAnswer ? streak + 1 : 1;
        lastAnswer = success;
        if (streak < threshold(success)) return;
        turn(success);
    }

    private void turn(boolean success) {
        if (kind == ProbeKind.STARTUP && !success) gaveUp = true;
        else if (verdict == success) return;
        verdict = success;
        changed.run();
    }

    private int threshold(boolean success) {
        return success
                ? Objects.requireNonNullElse(probe.getSuccessThreshold(), 1)
                : Objects.requireNonNullElse(probe.getFailureThreshold(), 3);
    }
}
