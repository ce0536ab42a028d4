package dev.navarch.nodeagent.runtime;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.ContainerConfig;
import dev.navarch.nodeagent.cri.v1.ContainerFilter;
import dev.navarch.nodeagent.cri.v1.ContainerState;
import dev.navarch.nodeagent.cri.v1.ContainerStateValue;
import dev.navarch.nodeagent.cri.v1.ContainerStatsFilter;
import dev.navarch.nodeagent.cri.v1.ContainerStatus;
import dev.navarch.nodeagent.cri.v1.ContainerStatusRequest;
import dev.navarch.nodeagent.cri.v1.CreateContainerRequest;
import dev.navarch.nodeagent.cri.v1.ExecSyncRequest;
import dev.navarch.nodeagent.cri.v1.ExecSyncResponse;
import dev.navarch.nodeagent.cri.v1.LinuxContainerResources;
import dev.navarch.nodeagent.cri.v1.ListContainerStatsRequest;
import dev.navarch.nodeagent.cri.v1.ListContainersRequest;
import dev.navarch.nodeagent.cri.v1.ListPodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.PodSandbox;
import dev.navarch.nodeagent.cri.v1.PodSandboxConfig;
import dev.navarch.nodeagent.cri.v1.PodSandboxFilter;
import dev.navarch.nodeagent.cri.v1.PodSandboxState;
import dev.navarch.nodeagent.cri.v1.PodSandboxStatusRequest;
import dev.navarch.nodeagent.cri.v1.RemoveContainerRequest;
import dev.navarch.nodeagent.cri.v1.RemovePodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.ReopenContainerLogRequest;
import dev.navarch.nodeagent.cri.v1.RunPodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.StartContainerRequest;
import dev.navarch.nodeagent.cri.v1.StopContainerRequest;
import dev.navarch.nodeagent.cri.v1.StopPodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.UpdateContainerResourcesRequest;
import dev.navarch.nodeagent.podspec.PodKey;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runtime in words of pods. Failures are the runtime's own {@link StatusRuntimeException}. */
public final class PodRuntime {
    private static final Duration STOP_MARGIN = Duration.ofMinutes(2);
    private static final long NANOS = 1_000_000_000L;
    private final CriClient client;

    public PodRuntime(CriClient client) {
        this.client = client;
    }

    /** Every pod that has a sandbox here, with no more than a listing tells: enough to see that something changed. */
    public Map<PodKey, PodFingerprint> list() {
        var runtime = client.runtime();
        var sandboxes = runtime.listPodSandbox(ListPodSandboxRequest.getDefaultInstance())
                .getItemsList();
        var containers = runtime.listContainers(ListContainersRequest.getDefaultInstance())
                .getContainersList();
        return PodFingerprint.group(sandboxes, containers);
    }

    public RuntimePod read(PodKey pod) {
        var runtime = client.runtime();
        var labels = Map.of(RuntimeLabels.POD_UID, pod.uid());
        var listed = runtime.listPodSandbox(ListPodSandboxRequest.newBuilder()
                        .setFilter(PodSandboxFilter.newBuilder().putAllLabelSelector(labels))
                        .build())
                .getItemsList();
        var containers = runtime.listContainers(ListContainersRequest.newBuilder()
                        .setFilter(ContainerFilter.newBuilder().putAllLabelSelector(labels))
                        .build())
                .getContainersList();
        var sandboxes = new ArrayList<Sandbox>();
        for (var sandbox : listed) sandboxes.add(read(sandbox));
        var records = new ArrayList<ContainerRecord>();
        for (var container : containers) {
            var record = findContainer(container.getId(), container.getPodSandboxId());
            if (record != null) records.add(record);
        }
        return new RuntimePod(pod, sandboxes, records);
    }

    private Sandbox read(PodSandbox listed) {
        var ready = listed.getState() == PodSandboxState.SANDBOX_READY;
        return new Sandbox(
                listed.getId(),
                key(listed),
                listed.getMetadata().getAttempt(),
                ready,
                instant(listed.getCreatedAt()),
                ready ? ip(listed.getId()) : "");
    }

    private String ip(String sandbox) {
        try {
            var request = PodSandboxStatusRequest.newBuilder()
                    .setPodSandboxId(sandbox)
                    .build();
            return client.runtime()
                    .podSandboxStatus(request)
                    .getStatus()
                    .getNetwork()
                    .getIp();
        } catch (StatusRuntimeException e) {
            if (CriClient.isNotFound(e)) return "";
            throw e;
        }
    }

    /** Null when it was removed meanwhile. */
    public @Nullable ContainerRecord findContainer(String id, String sandboxId) {
        try {
            var request = ContainerStatusRequest.newBuilder().setContainerId(id).build();
            return record(client.runtime().containerStatus(request).getStatus(), sandboxId);
        } catch (StatusRuntimeException e) {
            if (CriClient.isNotFound(e)) return null;
            throw e;
        }
    }

    /** @param handler which of the runtime's ways to run pods; empty for its own */
    public String runSandbox(PodSandboxConfig config, String handler) {
        return client.runtime()
                .runPodSandbox(RunPodSandboxRequest.newBuilder()
                        .setConfig(config)
                        .setRuntimeHandler(handler)
                        .build())
                .getPodSandboxId();
    }

    /** Frees its address; containers in it end without grace. */
    public void stopSandbox(String id) {
        try {
            client.runtime()
                    .stopPodSandbox(StopPodSandboxRequest.newBuilder()
                            .setPodSandboxId(id)
                            .build());
        } catch (StatusRuntimeException e) {
            if (!CriClient.isNotFound(e)) throw e;
        }
    }

    public void removeSandbox(String id) {
        client.runtime()
                .removePodSandbox(
                        RemovePodSandboxRequest.newBuilder().setPodSandboxId(id).build());
    }

    public String createContainer(String sandboxId, PodSandboxConfig sandbox, ContainerConfig config) {
        return client.runtime()
                .createContainer(CreateContainerRequest.newBuilder()
                        .setPodSandboxId(sandboxId)
                        .setSandboxConfig(sandbox)
                        .setConfig(config)
                        .build())
                .getContainerId();
    }

    public void startContainer(String id) {
        client.runtime()
                .startContainer(
                        StartContainerRequest.newBuilder().setContainerId(id).build());
    }

    /** Returns when it has ended: by itself, at the latest when the grace is over. */
    public void stopContainer(String id, Duration grace) {
        try {
            client.runtime(grace.plus(STOP_MARGIN))
                    .stopContainer(StopContainerRequest.newBuilder()
                            .setContainerId(id)
                            .setTimeout(grace.toSeconds())
                            .build());
        } catch (StatusRuntimeException e) {
            if (!CriClient.isNotFound(e)) throw e;
        }
    }

    public void updateResources(String id, LinuxContainerResources resources) {
        client.runtime()
                .updateContainerResources(UpdateContainerResourcesRequest.newBuilder()
                        .setContainerId(id)
                        .setLinux(resources)
                        .build());
    }

    /** Where each running container writes its log, by its id. */
    public Map<String, Path> runningLogs() {
        var running = ContainerStateValue.newBuilder().setState(ContainerState.CONTAINER_RUNNING);
        var request = ListContainersRequest.newBuilder()
                .setFilter(ContainerFilter.newBuilder().setState(running))
                .build();
        var logs = new HashMap<String, Path>();
        for (var container : client.runtime().listContainers(request).getContainersList()) {
            var record = findContainer(container.getId(), container.getPodSandboxId());
            if (record != null && !record.logPath().isEmpty()) logs.put(record.id(), Path.of(record.logPath()));
        }
        return logs;
    }

    /** What a pod's container has written over its image. */
    public long writtenBytes(String podUid, String container) {
        var labels = Map.of(RuntimeLabels.POD_UID, podUid, RuntimeLabels.CONTAINER_NAME, container);
        var request = ListContainerStatsRequest.newBuilder()
                .setFilter(ContainerStatsFilter.newBuilder().putAllLabelSelector(labels))
                .build();
        return client.runtime().listContainerStats(request).getStatsList().stream()
                .mapToLong(stats -> stats.getWritableLayer().getUsedBytes().getValue())
                .sum();
    }

    /** The container goes on in a new file, when the old one was renamed. */
    public void reopenLog(String id) {
        client.runtime()
                .reopenContainerLog(ReopenContainerLogRequest.newBuilder()
                        .setContainerId(id)
                        .build());
    }

    public void removeContainer(String id) {
        client.runtime()
                .removeContainer(
                        RemoveContainerRequest.newBuilder().setContainerId(id).build());
    }

    public ExecSyncResponse exec(String id, List<String> command, Duration timeout) {
        return client.runtime(timeout.plusSeconds(10))
                .execSync(ExecSyncRequest.newBuilder()
                        .setContainerId(id)
                        .addAllCmd(command)
                        .setTimeout(Math.max(1, timeout.toSeconds()))
                        .build());
    }

    static PodKey key(PodSandbox sandbox) {
        var metadata = sandbox.getMetadata();
        return new PodKey(metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }

    private static ContainerRecord record(ContainerStatus status, String sandboxId) {
        return new ContainerRecord(
                status.getId(),
                status.getLabelsOrDefault(
                        RuntimeLabels.CONTAINER_NAME, status.getMetadata().getName()),
                sandboxId,
                status.getMetadata().getAttempt(),
                state(status.getState()),
                instant(status.getCreatedAt()),
                instant(status.getStartedAt()),
                instant(status.getFinishedAt()),
                status.getExitCode(),
                status.getReason(),
                status.getMessage(),
                status.getImage().getImage(),
                status.getImageRef(),
                status.getLogPath(),
                status.getAnnotationsMap());
    }

    private static ContainerRecord.State state(ContainerState state) {
        return switch (state) {
            case CONTAINER_CREATED -> ContainerRecord.State.CREATED;
            case CONTAINER_RUNNING -> ContainerRecord.State.RUNNING;
            case CONTAINER_EXITED -> ContainerRecord.State.EXITED;
            case CONTAINER_UNKNOWN, UNRECOGNIZED -> ContainerRecord.State.UNKNOWN;
        };
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }
}
