package dev.navarch.controller.daemonset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.history.Revision;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonsTest {
    @Test
    void ofPodsMadeInTheSameSecondTheReadyOneIsJudged() {
        var daemons = Daemons.of(
                new V1DaemonSet(),
                new Revision(new V1ControllerRevision(), "h"),
                List.of(),
                List.of(pod("a", "False"), pod("b", "True")),
                Instant.now());
        assertThat(daemons.on("n1"))
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactly("b", "a");
    }

    private static V1Pod pod(String name, String ready) {
        return ModelJson.read(ModelJson.parse("""
                {"metadata":{"name":"%s","creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"nodeName":"n1"},
                  "status":{"phase":"Running","conditions":[{"type":"Ready","status":"%s"}]}}""".formatted(name, ready)), V1Pod.class);
    }
}
