package dev.navarch.nodeagent.stats;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.CpuUsage;
import dev.navarch.nodeagent.cri.v1.ListPodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.MemoryUsage;
import dev.navarch.nodeagent.cri.v1.PodSandboxFilter;
import dev.navarch.nodeagent.cri.v1.PodSandboxState;
import dev.navarch.nodeagent.cri.v1.PodSandboxStateValue;
import dev.navarch.nodeagent.cri.v1.PodSandboxStats;
import dev.navarch.nodeagent.cri.v1.PodSandboxStatsRequest;
import dev.navarch.nodeagent.stats.PodUsage.ContainerUsage;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the runtime about pods and Linux about the machine. Blocks. */
public final class UsageReader {
    private static final Logger log = LoggerFactory.getLogger(UsageReader.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ListPodSandboxRequest RUNNING = ListPodSandboxRequest.newBuilder()
            .setFilter(PodSandboxFilter.newBuilder()
                    .setState(PodSandboxStateValue.newBuilder().setState(PodSandboxState.SANDBOX_READY)))
            .build();

    private final String node;
    private final CriClient runtime;

    public UsageReader(String node, CriClient runtime) {
        this.node = node;
        this.runtime = runtime;
    }

    public NodeUsage read() {
        return new NodeUsage(node, MachineUsage.read(), pods());
    }

    /** Pod by pod: asked for all at once, the runtime answers with an error as soon as one of them has ended. */
    private List<PodUsage> pods() {
        return runtime.runtime(LIMIT).listPodSandbox(RUNNING).getItemsList().stream()
                .map(sandbox -> stats(sandbox.getId()))
                .filter(Objects::nonNull)
                .map(UsageReader::pod)
                .toList();
    }

    /** Null for a pod that ended meanwhile. */
    private @Nullable PodSandboxStats stats(String sandbox) {
        try {
            var request =
                    PodSandboxStatsRequest.newBuilder().setPodSandboxId(sandbox).build();
            return runtime.runtime(LIMIT).podSandboxStats(request).getStats();
        } catch (StatusRuntimeException e) {
            log.debug("A pod has no figures sandbox={} why={}", sandbox, CriClient.message(e));
            return null;
        }
    }

    private static PodUsage pod(PodSandboxStats stats) {
        var metadata = stats.getAttributes().getMetadata();
        var linux = stats.getLinux();
        return new PodUsage(
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getUid(),
                usage(linux.getCpu(), linux.getMemory()),
                linux.getContainersList().stream()
                        .map(container -> new ContainerUsage(
                                container.getAttributes().getMetadata().getName(),
                                usage(container.getCpu(), container.getMemory())))
                        .toList());
    }

    private static Usage usage(CpuUsage cpu, MemoryUsage memory) {
        return new Usage(
                cpu.getTimestamp() / 1_000_000,
                cpu.getUsageCoreNanoSeconds().getValue(),
                memory.getWorkingSetBytes().getValue());
    }
}
