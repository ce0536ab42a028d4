package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealKubectl;
import dev.navarch.testing.condition.RealNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A disk of its own for the cluster's data runs full, and is cleared again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealNodes
@RealKubectl
class FullDiskE2E {
    private static final String PATH = "/api/v1/namespaces/default/configmaps";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestCluster cluster = new TestCluster("full-disk");
    private final Path filler = cluster.data().resolve("filler");

    @BeforeAll
    void bringsUpAClusterOnASmallDisk() throws IOException {
        Files.createDirectories(cluster.data());
        run("mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", cluster.data().toString());
        cluster.up("--runtime", "simulated").orFail();
    }

    @AfterAll
    void takesItDown() throws IOException {
        Files.deleteIfExists(filler);
        cluster.navarch("down", "--kubeconfig", cluster.kubeconfig().toString());
        run("umount", cluster.data().toString());
        cluster.close();
    }

    @Test
    void refusesWritesWithAStatusReadsOnAndRecoversByItself() throws IOException {
        var api = ApiClient.of(cluster.kubeconfig());
        assertThat(create(api, "before").code()).isEqualTo(201);

        fill();
        await().atMost(SOON).untilAsserted(() -> {
            var refused = create(api, "refused");
            assertThat(refused.code()).isEqualTo(503);
            assertThat(refused.body().path("kind").asString()).isEqualTo("Status");
            assertThat(refused.body().path("message").asString())
                    .contains("the disk of")
                    .contains("is full");
        });
        assertThat(api.get(PATH + "/before").code()).isEqualTo(200);
        assertThat(api.get(PATH).code()).isEqualTo(200);
        assertThat(api.get(PATH + "/refused").code()).isEqualTo(404);

        cluster.kill("redis");
        assertThat(api.get(PATH + "?resourceVersion=0").code()).isEqualTo(200);

        Files.delete(filler);
        await().atMost(SOON).ignoreExceptions().until(() -> create(api, "after").code() == 201);
        assertThat(api.get(PATH + "/before").code()).isEqualTo(200);
    }

    /** Whole: not one byte is left. */
    private void fill() {
        Shell.run(SOON, Map.of(), "", List.of("dd", "if=/dev/zero", "of=" + filler, "bs=64k"));
        assertThat(cluster.data().toFile().getUsableSpace()).isZero();
    }

    private static ApiClient.Answer create(ApiClient api, String name) throws IOException {
        return api.send(
                "POST",
                PATH,
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}}");
    }

    private static void run(String... command) {
        Shell.run(SOON, Map.of(), "", List.of(command)).orFail();
    }
}
