package dev.navarch.nodeagent.containerd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.navarch.nodeagent.cri.v1.ContainerConfig;
import dev.navarch.nodeagent.cri.v1.ContainerMetadata;
import dev.navarch.nodeagent.cri.v1.CreateContainerRequest;
import dev.navarch.nodeagent.cri.v1.ExecSyncRequest;
import dev.navarch.nodeagent.cri.v1.ImageSpec;
import dev.navarch.nodeagent.cri.v1.ListPodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.PodSandboxConfig;
import dev.navarch.nodeagent.cri.v1.PodSandboxMetadata;
import dev.navarch.nodeagent.cri.v1.PodSandboxStatusRequest;
import dev.navarch.nodeagent.cri.v1.RunPodSandboxRequest;
import dev.navarch.nodeagent.cri.v1.RuntimeCondition;
import dev.navarch.nodeagent.cri.v1.StartContainerRequest;
import dev.navarch.nodeagent.cri.v1.StatusRequest;
import dev.navarch.nodeagent.namespace.InNodeNamespace;
import dev.navarch.nodeagent.settings.NodeDirectories;
import dev.navarch.nodeagent.settings.NodeProperties;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@InNodeNamespace
class ContainerdIT {
    @TempDir
    Path directory;

    @Test
    void runsASandboxAndAContainerOverCriAndIsAdoptedByTheNextAgent() throws Exception {
        var directories = NodeDirectories.of(directory);
        try (var containerd =
                new PrivateContainerd(directories, NodeProperties.Executables.DEFAULT, "node.local/pause:1")) {
            containerd.startOrAdopt();
            try {
                new CniNetwork(directories).write("10.244.7.0/24");
                awaitNetwork(containerd);
                var archive = directory.resolve("busybox.tar");
                TestImages.busybox().writeTo(archive);
                containerd.load(archive);

                var config = PodSandboxConfig.newBuilder()
                        .setMetadata(PodSandboxMetadata.newBuilder()
                                .setName("p")
                                .setNamespace("default")
                                .setUid("u1"))
                        .build();
                var sandbox = containerd
                        .client()
                        .runtime()
                        .runPodSandbox(RunPodSandboxRequest.newBuilder()
                                .setConfig(config)
                                .build())
                        .getPodSandboxId();
                assertThat(containerd
                                .client()
                                .runtime()
                                .podSandboxStatus(PodSandboxStatusRequest.newBuilder()
                                        .setPodSandboxId(sandbox)
                                        .build())
                                .getStatus()
                                .getNetwork()
                                .getIp())
                        .startsWith("10.244.7.");
                var container = startContainer(containerd, sandbox, config);
                assertThat(exec(containerd, container, "ip", "-4", "addr", "show", "eth0")
                                .toStringUtf8())
                        .contains("inet 10.244.7.");

                try (var next =
                        new PrivateContainerd(directories, NodeProperties.Executables.DEFAULT, "node.local/pause:1")) {
                    next.startOrAdopt();
                    assertThat(next.client()
                                    .runtime()
                                    .listPodSandbox(ListPodSandboxRequest.getDefaultInstance())
                                    .getItemsList())
                            .singleElement()
                            .satisfies(item -> assertThat(item.getId()).isEqualTo(sandbox));
                }
            } finally {
                new NodeTeardown(containerd, directories).run();
            }
        }
    }

    private static void awaitNetwork(PrivateContainerd containerd) {
        await("the runtime's network to be ready")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> containerd
                                .client()
                                .runtime()
                                .status(StatusRequest.getDefaultInstance())
                                .getStatus()
                                .getConditionsList()
                                .stream()
                                .allMatch(RuntimeCondition::getStatus));
    }

    private static String startContainer(PrivateContainerd containerd, String sandbox, PodSandboxConfig config) {
        var runtime = containerd.client().runtime();
        var container = runtime.createContainer(CreateContainerRequest.newBuilder()
                        .setPodSandboxId(sandbox)
                        .setSandboxConfig(config)
                        .setConfig(ContainerConfig.newBuilder()
                                .setMetadata(ContainerMetadata.newBuilder().setName("c"))
                                .setImage(ImageSpec.newBuilder().setImage(TestImages.BUSYBOX))
                                .addCommand("sleep")
                                .addArgs("1000"))
                        .build())
                .getContainerId();
        runtime.startContainer(
                StartContainerRequest.newBuilder().setContainerId(container).build());
        return container;
    }

    private static ByteString exec(PrivateContainerd containerd, String container, String... command) {
        var request = ExecSyncRequest.newBuilder().setContainerId(container).setTimeout(10);
        for (var word : command) request.addCmd(word);
        return containerd.client().runtime().execSync(request.build()).getStdout();
    }
}
