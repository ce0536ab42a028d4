package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The pods of {@code node-depth/*.yaml}: all are created at once, then each is awaited. */
record DepthPods(TestCluster cluster) {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    void apply(String... files) {
        for (var file : files) cluster.kubectlWithInput(read(file), "apply", "-f", "-");
    }

    private static String read(String file) {
        try (var in = DepthPods.class.getResourceAsStream("/node-depth/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String pod) {
        return cluster.get("pod", pod);
    }

    JsonNode awaitPhase(String pod, String phase) {
        await(pod + " " + phase)
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(get(pod).at("/status/phase").asString("")).isEqualTo(phase));
        return get(pod);
    }

    void awaitReady(String pod) {
        cluster.kubectl("wait", "pod/" + pod, "--for=condition=Ready", "--timeout=80s");
    }

    /** What its container waits with that reason for. */
    String awaitWaiting(String pod, String reason) {
        var found = new ArrayList<String>();
        await(pod + " waits with " + reason).atMost(PATIENCE).until(() -> {
            var waiting = get(pod).at("/status/containerStatuses/0/state/waiting");
            if (!waiting.path("reason").asString("").equals(reason)) return false;
            return found.add(waiting.path("message").asString(""));
        });
        return found.getFirst();
    }

    /** What the containers of a pod that has ended wrote, each under its name. */
    String log(String pod, String container) {
        await(pod + " to end")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(get(pod).at("/status/phase").asString("")).isIn("Succeeded", "Failed"));
        return cluster.kubectl("logs", pod, "-c", container);
    }

    String log(String pod) {
        return log(pod, "c");
    }

    /** Each as {@code Reason: message}. */
    List<String> events(String pod) {
        var events = new ArrayList<String>();
        for (var event : cluster.get("events", "--field-selector", "involvedObject.name=" + pod)
                .path("items"))
            events.add(event.path("reason").asString("") + ": "
                    + event.path("message").asString(""));
        return events;
    }

    void awaitEvent(String pod, String words) {
        await(pod + " has the event " + words)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(pod)).anyMatch(event -> event.contains(words)));
    }

    JsonNode container(String pod, String name) {
        for (var status : get(pod).at("/status/containerStatuses"))
            if (status.path("name").asString("").equals(name)) return status;
        throw new AssertionError(pod + " has no status of container " + name);
    }

    String exec(String pod, String script) {
        return cluster.kubectl("exec", pod, "-c", "c", "--", "sh", "-c", script);
    }
}
