package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.cgroup.CpuShares;
import dev.navarch.nodeagent.cri.v1.LinuxContainerResources;
import dev.navarch.nodeagent.podspec.Amounts;
import dev.navarch.nodeagent.podspec.QualityOfService;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Objects;

/** Requests and limits as the runtime wants them. */
final class ContainerResources {
    private static final int GUARANTEED = -997;
    private static final int BEST_EFFORT = 1000;
    private final long nodeMemory;
    private final boolean unified;

    ContainerResources(long nodeMemory, boolean unified) {
        this.nodeMemory = nodeMemory;
        this.unified = unified;
    }

    LinuxContainerResources of(V1Pod pod, V1Container container) {
        var resources = LinuxContainerResources.newBuilder()
                .setCpuShares(CpuShares.ofMilli(Math.max(0, Amounts.milli(Amounts.request(container, "cpu")))))
                .setCpuPeriod(CpuShares.PERIOD_MICROS)
                .setCpuQuota(CpuShares.quota(Amounts.milli(Amounts.limit(container, "cpu"))))
                .setMemoryLimitInBytes(Math.max(0, Amounts.whole(Amounts.limit(container, "memory"))))
                .setOomScoreAdj(oomScore(pod, container));
        // One process over the limit ends the whole container, as it does where the kernel knows no other way.
        if (unified) resources.putUnified("memory.oom.group", "1");
        return resources.build();
    }

    private int oomScore(V1Pod pod, V1Container container) {
        if (Objects.equals(specOf(pod).getPriorityClassName(), "system-node-critical")) return GUARANTEED;
        return switch (QualityOfService.of(pod)) {
            case GUARANTEED -> GUARANTEED;
            case BEST_EFFORT -> BEST_EFFORT;
            case BURSTABLE -> {
                var request = Math.max(0, Amounts.whole(Amounts.request(container, "memory")));
                yield Math.clamp(1000 - 1000 * request / Math.max(1, nodeMemory), 3, BEST_EFFORT - 1);
            }
        };
    }
}
