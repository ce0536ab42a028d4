package dev.navarch.nodeagent.stats;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.CpuUsage;
import dev.navarch.nodeagent.cri.v1.ListPodSandboxStatsRequest;
import dev.navarch.nodeagent.cri.v1.MemoryUsage;
import dev.navarch.nodeagent.cri.v1.PodSandboxStats;
import dev.navarch.nodeagent.stats.PodUsage.ContainerUsage;
import java.time.Duration;

/** Asks the runtime about pods and Linux about the machine. Blocks. */
public final class UsageReader {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String node;
    private final CriClient runtime;

    public UsageReader(String node, CriClient runtime) {
        this.node = node;
        this.runtime = runtime;
    }

    public NodeUsage read() {
        var stats = runtime.runtime(LIMIT)
                .listPodSandboxStats(ListPodSandboxStatsRequest.getDefaultInstance())
                .getStatsList();
        return new NodeUsage(
                node, MachineUsage.read(), stats.stream().map(UsageReader::pod).toList());
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
