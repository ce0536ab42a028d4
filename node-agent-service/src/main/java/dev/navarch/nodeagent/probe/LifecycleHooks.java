package dev.navarch.nodeagent.probe;

import dev.navarch.nodeagent.runtime.PodRuntime;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1LifecycleHandler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** postStart and preStop. */
public final class LifecycleHooks {
    private final PodRuntime runtime;

    public LifecycleHooks(PodRuntime runtime) {
        this.runtime = runtime;
    }

    /** False when it failed or took longer. */
    public boolean run(
            V1LifecycleHandler hook, V1Container container, String containerId, String ip, Duration timeout) {
        try {
            if (hook.getExec() != null) {
                return runtime.exec(
                                        containerId,
                                        Objects.requireNonNullElse(
                                                hook.getExec().getCommand(), List.of()),
                                        timeout)
                                .getExitCode()
                        == 0;
            }
            if (hook.getHttpGet() != null) {
                var action = hook.getHttpGet();
                var port = ContainerPorts.resolve(action.getPort(), container);
                return HttpProbe.get(action, port, ip, timeout) instanceof ProbeResult.Success;
            }
            if (hook.getSleep() != null) {
                var sleep = Duration.ofSeconds(hook.getSleep().getSeconds());
                Thread.sleep(sleep.compareTo(timeout) < 0 ? sleep : timeout);
                return true;
            }
            return true;
        } catch (StatusRuntimeException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
