package dev.navarch.nodeagent.pod;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.reference.MissingReferenceException;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives one pod a sandbox, in place of those that died. */
final class PodSandboxes {
    private static final Logger log = LoggerFactory.getLogger(PodSandboxes.class);
    private final PodTools tools;
    private final ContainerStopper stopper;
    private final BooleanSupplier unwanted;

    /** @param unwanted true once the pod is to end: a failure is nobody's concern then */
    PodSandboxes(PodTools tools, ContainerStopper stopper, BooleanSupplier unwanted) {
        this.tools = tools;
        this.stopper = stopper;
        this.unwanted = unwanted;
    }

    /** False when there is none, which the pod is told in an event. */
    boolean replace(V1Pod pod, RuntimePod runtime) {
        var attempt = 0;
        for (var old : runtime.sandboxes()) attempt = Math.max(attempt, old.attempt() + 1);
        if (!runtime.sandboxes().isEmpty()) end(pod, runtime);
        tools.cgroups().create(pod);
        try {
            var handler = tools.sandboxes().runtimeHandler(pod);
            var id = tools.runtime().runSandbox(tools.sandboxes().of(pod, attempt), handler);
            log.info(
                    "Started sandbox pod={} sandbox={} attempt={}",
                    PodKey.of(pod).text(),
                    id,
                    attempt);
            return true;
        } catch (StatusRuntimeException e) {
            return failed(pod, CriClient.rpcError(e));
        } catch (MissingReferenceException e) {
            return failed(pod, String.valueOf(e.getMessage()));
        }
    }

    private void end(V1Pod pod, RuntimePod runtime) {
        tools.events().normal(pod, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
        stopper.stopAll(pod, runtime, Duration.ofSeconds(ContainerStarter.grace(pod)), true);
        for (var old : runtime.sandboxes()) {
            tools.runtime().stopSandbox(old.id());
            var inUse = runtime.containers().stream()
                    .anyMatch(run -> run.sandboxId().equals(old.id()));
            if (!inUse) tools.runtime().removeSandbox(old.id());
        }
    }

    private boolean failed(V1Pod pod, String why) {
        if (!unwanted.getAsBoolean()) {
            tools.events().warning(pod, "FailedCreatePodSandBox", "Failed to create pod sandbox: " + why);
        }
        return false;
    }
}
