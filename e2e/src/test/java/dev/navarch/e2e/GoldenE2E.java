package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.testing.condition.RealKubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What once answered as Kubernetes 1.36.3 did never slips back: replays the recordings that {@code golden-passing.txt} names. The
 * recordings lie beside the project where it is developed; elsewhere {@code mvnw} says that the test is left out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("recordingsArePresent")
@RealKubectl
class GoldenE2E {
    private static final Path RECORDINGS =
            TestCluster.projectRoot().resolve("../shared/golden").normalize();

    private final TestCluster cluster = new TestCluster("golden");

    static boolean recordingsArePresent() {
        return Files.exists(RECORDINGS.resolve("replay.py"));
    }

    @BeforeAll
    void bringsUpTwoSimulatedNodes() {
        cluster.up("--nodes", "2", "--runtime", "simulated").orFail();
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    void answersAsRecorded() throws IOException {
        var pki = cluster.data().resolve("golden");
        Files.createDirectories(pki);
        for (var part : List.of("certificate", "key")) {
            var encoded = cluster.kubectl(
                    "config", "view", "--raw", "-o", "jsonpath={.users[0].user.client-" + part + "-data}");
            Files.write(
                    pki.resolve(part + ".pem"), java.util.Base64.getDecoder().decode(encoded));
        }
        var command = new ArrayList<>(List.of(
                "python3",
                RECORDINGS.resolve("replay.py").toString(),
                cluster.status().path("server").asString(),
                "--cert",
                pki.resolve("certificate.pem").toString(),
                "--key",
                pki.resolve("key.pem").toString(),
                "--ignore",
                "managedFields",
                "-v"));
        try (var names = Files.lines(Path.of("src/test/resources/golden-passing.txt"))) {
            names.filter(name -> !name.isBlank() && !name.startsWith("#"))
                    .forEach(name ->
                            command.add(RECORDINGS.resolve(name + ".json").toString()));
        }
        var replay = Shell.run(Duration.ofMinutes(10), Map.of(), "", command);
        assertThat(replay.exitCode()).as(replay.output()).isZero();
    }
}
