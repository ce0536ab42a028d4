package dev.navarch.resources.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.field.FieldError;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PodStrategyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
    private final PodStrategy strategy = new PodStrategy();

    @Test
    void requestsWhatIsOnlyLimited() {
        var pod = pod("{'containers': [{'name': 'c', 'image': 'i', 'resources': {'limits': {'cpu': '1'}}}]}");
        strategy.applyDefaults(pod);
        assertThat(pod.at("/spec/containers/0/resources/requests/cpu").asString())
                .isEqualTo("1");
    }

    @Test
    void pullsAMovingTagEachTime() {
        assertThat(pullPolicy("web")).isEqualTo("Always");
        assertThat(pullPolicy("registry:5000/web:latest")).isEqualTo("Always");
        assertThat(pullPolicy("registry:5000/web:1")).isEqualTo("IfNotPresent");
        assertThat(pullPolicy("web@sha256:0123")).isEqualTo("IfNotPresent");
    }

    private String pullPolicy(String image) {
        var pod = pod("{'containers': [{'name': 'c', 'image': '%s'}]}".formatted(image));
        strategy.applyDefaults(pod);
        return pod.at("/spec/containers/0/imagePullPolicy").asString();
    }

    @Test
    void deletesAPodWithoutANodeAtOnce() {
        assertThat(strategy.deletionGracePeriodSeconds(pod("{'terminationGracePeriodSeconds': 30}"), null))
                .isZero();
    }

    @Test
    void givesAScheduledPodItsOwnGracePeriodUnlessAskedOtherwise() {
        var pod = pod("{'nodeName': 'n', 'terminationGracePeriodSeconds': 30}");
        assertThat(strategy.deletionGracePeriodSeconds(pod, null)).isEqualTo(30);
        assertThat(strategy.deletionGracePeriodSeconds(pod, 5L)).isEqualTo(5);
        assertThat(strategy.deletionGracePeriodSeconds(pod, -1L)).isEqualTo(1);
    }

    @Test
    void deletesAFinishedPodAtOnce() {
        var pod = pod("{'nodeName': 'n', 'terminationGracePeriodSeconds': 30}");
        pod.putObject("status").put("phase", "Succeeded");
        assertThat(strategy.deletionGracePeriodSeconds(pod, null)).isZero();
    }

    @Test
    void letsAnUpdateChangeTheImageButNotTheCommand() {
        var stored = pod("{'containers': [{'name': 'c', 'image': 'i:1'}]}");
        strategy.applyDefaults(stored);
        var image = stored.deepCopy();
        ((ObjectNode) image.at("/spec/containers/0")).put("image", "i:2");
        var command = stored.deepCopy();
        ((ObjectNode) command.at("/spec/containers/0")).putArray("command").add("sh");

        assertThat(strategy.validateUpdate(image, stored)).isEmpty();
        assertThat(strategy.validateUpdate(command, stored))
                .singleElement()
                .extracting(FieldError::type, FieldError::field)
                .containsExactly(FieldError.Type.FORBIDDEN, "spec");
    }

    @Test
    void tellsHowWellAPodIsKept() {
        assertThat(quality("{}")).isEqualTo("BestEffort");
        assertThat(quality("{'requests': {'cpu': '1'}}")).isEqualTo("Burstable");
        assertThat(quality("{'requests': {'cpu': '1', 'memory': '1Gi'}, 'limits': {'cpu': '1000m', 'memory': '1Gi'}}"))
                .isEqualTo("Guaranteed");
    }

    private static String quality(String resources) {
        return QualityOfService.of(pod("{'containers': [{'name': 'c', 'resources': %s}]}".formatted(resources))
                .path("spec"));
    }

    @Test
    void saysInOneWordWhatAPodIsDoing() {
        assertThat(shown("{'phase': 'Pending'}")).isEqualTo("0/1 Pending 0");
        assertThat(
                        shown(
                                "{'phase': 'Running', 'containerStatuses': [{'name': 'c', 'ready': true, 'restartCount': 2, "
                                        + "'state': {'running': {}}, 'lastState': {'terminated': {'finishedAt': '2026-01-01T00:05:00Z'}}}]}"))
                .isEqualTo("1/1 Running 2 (5m ago)");
        assertThat(shown("{'phase': 'Running', 'containerStatuses': [{'name': 'c', 'restartCount': 3, "
                        + "'state': {'waiting': {'reason': 'CrashLoopBackOff'}}}]}"))
                .isEqualTo("0/1 CrashLoopBackOff 3");
        assertThat(shown("{'phase': 'Failed', 'reason': 'Evicted'}")).isEqualTo("0/1 Evicted 0");
    }

    private static String shown(String status) {
        var pod = pod("{'containers': [{'name': 'c'}]}");
        pod.set("status", Json.read(status.replace('\'', '"')));
        var summary = PodSummary.of(pod, NOW);
        return summary.ready() + "/" + summary.total() + " " + summary.status() + " " + summary.restarts();
    }

    private static ObjectNode pod(String spec) {
        var pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "p");
        pod.set("spec", Json.read(spec.replace('\'', '"')));
        return pod;
    }
}
