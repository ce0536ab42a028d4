package dev.navarch.nodeagent.containerd;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.ListContainersRequest;
import dev.navarch.nodeagent.cri.v1.ListPodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.RemovePodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.StopContainerRequest;
import dev.navarch.nodeagent.cri.v1.StopPodSandboxRequest;
import dev.navarch.nodeagent.settings.NodeDirectories;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a node runs: containers with a short grace, sandboxes with their addresses, then containerd itself. */
public final class NodeTeardown {
    private static final Logger log = LoggerFactory.getLogger(NodeTeardown.class);
    private static final int GRACE_SECONDS = 2;
    private final PrivateContainerd containerd;
    private final NodeDirectories directories;

    public NodeTeardown(PrivateContainerd containerd, NodeDirectories directories) {
        this.containerd = containerd;
        this.directories = directories;
    }

    public void run() {
        try {
            endSandboxes();
            containerd.stop();
            deleteState(directories.state());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the node below " + directories.root(), e);
        }
    }

    private void endSandboxes() {
        var runtime = containerd.client().runtime();
        var containers = runtime.listContainers(ListContainersRequest.getDefaultInstance())
                .getContainersList();
        var sandboxes = runtime.listPodSandbox(ListPodSandboxRequest.getDefaultInstance())
                .getItemsList();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var container : containers) workers.execute(() -> quietly(() -> stopContainer(container.getId())));
        }
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sandbox : sandboxes) workers.execute(() -> quietly(() -> removeSandbox(sandbox.getId())));
        }
        log.info("Ended the node's pods sandboxes={} containers={}", sandboxes.size(), containers.size());
    }

    private void stopContainer(String id) {
        var request = StopContainerRequest.newBuilder()
                .setContainerId(id)
                .setTimeout(GRACE_SECONDS)
                .build();
        containerd.client().runtime(Duration.ofSeconds(30)).stopContainer(request);
    }

    private void removeSandbox(String id) {
        var runtime = containerd.client().runtime();
        runtime.stopPodSandbox(
                StopPodSandboxRequest.newBuilder().setPodSandboxId(id).build());
        runtime.removePodSandbox(
                RemovePodSandboxRequest.newBuilder().setPodSandboxId(id).build());
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (StatusRuntimeException e) {
            log.warn("Teardown step failed error={}", CriClient.message(e));
        }
    }

    private static void deleteState(Path state) throws IOException {
        if (!Files.exists(state)) return;
        try (var files = Files.walk(state)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    log.warn("Left behind file={} error={}", file, e.getMessage());
                }
            }
        }
    }
}
