package dev.navarch.nodeagent;

import static dev.navarch.nodeagent.TestNode.container;
import static dev.navarch.nodeagent.TestNode.pod;
import static dev.navarch.nodeagent.TestNode.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.nodeagent.containerd.DockerArchive;
import dev.navarch.nodeagent.containerd.TarArchive;
import dev.navarch.nodeagent.cri.v1.ImageSpec;
import dev.navarch.nodeagent.cri.v1.ImageStatusRequest;
import dev.navarch.nodeagent.log.RotatedLogs;
import dev.navarch.nodeagent.namespace.InNodeNamespace;
import dev.navarch.nodeagent.settings.Housekeeping;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A node on a disk of 64 MB, which looks after itself once a second. The pod that fills the disk comes last. */
@SuppressWarnings("NullAway") // what a test reads of a model is there, or the test fails
@InNodeNamespace
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HousekeepingIT {
    private static final String UNUSED = "node.local/unused:1";
    private static final Housekeeping STRICT = new Housekeeping(
            Duration.ofSeconds(1), DataSize.ofKilobytes(64), 3, 60, 50, Duration.ZERO, DataSize.ofMegabytes(1), 20);

    @TempDir
    static Path directory;

    private static Path disk;
    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        disk = Files.createDirectories(directory.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString());
        node = TestNode.start(disk, STRICT);
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
        run("umount", "-l", disk.toString());
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).describedAs(String.join(" ", command)).isZero();
    }

    @Test
    @Order(1)
    void aLogThatGrowsLargeIsBegunAnewAndOldPartsGo() {
        var chatty = "i=0; while true; do i=$((i+1)); echo line $i; test $((i % 500)) = 0 && sleep 0.2; done";
        node.create("chatty", pod(container("c", "sh", "-c", chatty)));
        var ready = node.awaitReady("chatty");
        var log = node.log(ready, "c", 0);
        await("two old parts, and the newest written on")
                .atMost(TestNode.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(RotatedLogs.of(log)).hasSize(2);
                    assertThat(log).exists().content().contains(" stdout F line ");
                });
        var oldest = oldest(log);
        await("the oldest part to go").atMost(TestNode.PATIENCE).untilAsserted(() -> {
            assertThat(oldest).doesNotExist();
            assertThat(RotatedLogs.of(log)).hasSizeLessThanOrEqualTo(2);
        });
        node.delete("chatty", 0);
        node.awaitGone("chatty");
        await("no part is left")
                .atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(log.getParent()).doesNotExist());
    }

    private static Path oldest(Path log) {
        try {
            return RotatedLogs.of(log).getFirst();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Order(2)
    void aVolumeThatOutgrowsItsLimitCostsThePodItsPlace() {
        node.create("greedy", writing(4, new V1EmptyDirVolumeSource().sizeLimit(new Quantity("1Mi"))));
        assertEvicted("greedy", "Usage of EmptyDir volume \"v\" exceeds the limit \"1Mi\". ");
    }

    @Test
    @Order(2)
    void aContainerThatOutgrowsItsShareOfTheDiskDoesToo() {
        var limits = new V1ResourceRequirements().limits(Map.of("ephemeral-storage", new Quantity("1Mi")));
        node.create(
                "bloated",
                pod(container("c", "sh", "-c", "dd if=/dev/zero of=/tmp/x bs=1M count=3; sleep 1000")
                        .resources(limits)));
        assertEvicted("bloated", "Container c exceeded its local ephemeral storage limit \"1Mi\". ");
    }

    @Test
    @Order(3)
    void whenTheDiskFillsUnusedImagesGoAndThenPods() throws Exception {
        var archive = disk.resolve("unused.tar");
        new DockerArchive(UNUSED, new TarArchive().folder("x", 0755), Map.of()).writeTo(archive);
        node.agent.containerd().load(archive);
        assertThat(isPresent(UNUSED)).isTrue();
        node.create("small", pod(container("c", "sleep", "1000")));
        node.awaitReady("small");
        node.create("large", writing(60, new V1EmptyDirVolumeSource()));
        var evicted = awaitEvicted("large");
        assertThat(evicted.getStatus().getMessage())
                .startsWith("The node was low on resource: ephemeral-storage. Threshold quantity: ")
                .contains("Pod large was using ", "has larger consumption of ephemeral-storage. ");
        assertThat(isPresent(UNUSED)).isFalse();
        assertThat(isPresent("node.local/pause:1")).isTrue();
        assertThat(TestNode.isReady(node.get("small"))).isTrue();
        node.delete("large", 0);
    }

    private static V1PodSpec writing(int mebi, V1EmptyDirVolumeSource volume) {
        var write = "dd if=/dev/zero of=/v/x bs=1M count=" + mebi + "; sleep 1000";
        return pod(container("c", "sh", "-c", write)
                        .addVolumeMountsItem(new V1VolumeMount().name("v").mountPath("/v")))
                .volumes(List.of(new V1Volume().name("v").emptyDir(volume)));
    }

    private static void assertEvicted(String name, String message) {
        var evicted = awaitEvicted(name);
        assertThat(evicted.getStatus().getMessage()).isEqualTo(message);
        assertThat(TestNode.condition(evicted, "DisruptionTarget")).isEqualTo("True");
        assertThat(node.events(evicted))
                .anySatisfy(event -> assertThat(event.getReason() + ": " + event.getMessage())
                        .isEqualTo("Evicted: " + message));
        await(name + "'s container to have ended")
                .atMost(TestNode.PATIENCE)
                .untilAsserted(
                        () -> assertThat(status(node.get(name), "c").getState().getTerminated())
                                .isNotNull());
        node.delete(name, 0);
    }

    private static V1Pod awaitEvicted(String name) {
        return node.awaitThat(
                name,
                "evicted",
                TestNode.PATIENCE,
                pod -> "Evicted".equals(pod.getStatus().getReason()));
    }

    private static boolean isPresent(String image) {
        return node.agent
                .cri()
                .images(Duration.ofSeconds(20))
                .imageStatus(ImageStatusRequest.newBuilder()
                        .setImage(ImageSpec.newBuilder().setImage(image))
                        .build())
                .hasImage();
    }
}
