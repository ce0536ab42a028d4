package dev.navarch.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.standalone.cluster.ClusterSettings.NodeRuntime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsChoiceTest {
    @Test
    void refusesRangesThatOverlap() {
        assertThatThrownBy(() -> choice(1, "10.0.0.0/8", null).create("c", NodeRuntime.SIMULATED, Claims.NONE))
                .hasMessage("--pod-cidr 10.0.0.0/8 overlaps --service-cidr 10.96.0.0/16");
    }

    @Test
    void refusesARangeThatIsTooSmallForTheNodes() {
        assertThatThrownBy(() -> choice(3, "10.50.0.0/23", null).create("c", NodeRuntime.SIMULATED, Claims.NONE))
                .hasMessageContaining("fewer than --nodes 3");
    }

    @Test
    void keepsWhatAClusterWasCreatedWith() {
        var created = choice(2, "10.50.0.0/16", "10.60.0.0/24").create("c", NodeRuntime.SIMULATED, Claims.NONE);
        assertThat(choice(null, null, null).apply(created)).isEqualTo(created);
        assertThat(choice(2, "10.50.0.0/16", null).apply(created)).isEqualTo(created);
        assertThatThrownBy(() -> choice(3, null, null).apply(created)).hasMessageContaining("created with 2");
    }

    @Test
    void leavesToOtherClustersWhatIsTheirsThoughTheyAreStopped() {
        var first = choice(1, null, null).create("a", NodeRuntime.CONTAINERD, Claims.NONE);
        var second = choice(1, null, null).create("b", NodeRuntime.CONTAINERD, Claims.of(List.of(first)));

        assertThat(second.ports().boxed())
                .doesNotContainAnyElementsOf(first.ports().boxed().toList());
        assertThat(second.hostNetwork()).isNotEqualTo(first.hostNetwork());
    }

    @Test
    void servesIngressesWhereTheirPodsCanBeReachedOrWhereItIsToldTo() {
        assertThat(choice(1, null, null)
                        .create("a", NodeRuntime.SIMULATED, Claims.NONE)
                        .gateway()
                        .on())
                .isFalse();
        var told = new SettingsChoice(null, null, null, null, 18_080, null, null, null, null, null, Telemetry.UNSAID);
        assertThat(told.create("a", NodeRuntime.SIMULATED, Claims.NONE)
                        .gateway()
                        .httpPort())
                .isEqualTo(18_080);
    }

    @Test
    void keepsTelemetryUntilItIsToldOtherwise() {
        var traced =
                telling(new Telemetry("http://localhost:4318", "ecs")).create("a", NodeRuntime.SIMULATED, Claims.NONE);
        var kept = telling(Telemetry.UNSAID).apply(traced);
        assertThat(kept.telemetry().properties())
                .containsEntry("otel.exporter.otlp.endpoint", "http://localhost:4318")
                .containsEntry("logging.structured.format.console", "ecs");
        var ended = telling(new Telemetry("off", "text")).apply(kept);
        assertThat(ended.telemetry().properties()).isEmpty();
    }

    @Test
    void nodesReachACollectorOfTheHostAtItsAddress() {
        assertThat(new Telemetry("http://localhost:4318", null)
                        .seenFromOutside("10.89.1.1")
                        .collector())
                .isEqualTo("http://10.89.1.1:4318");
        assertThat(new Telemetry("http://collector.example:4318", null)
                        .seenFromOutside("10.89.1.1")
                        .collector())
                .isEqualTo("http://collector.example:4318");
    }

    private static SettingsChoice telling(Telemetry telemetry) {
        return new SettingsChoice(null, null, 1, null, null, null, null, null, null, null, telemetry);
    }

    private static SettingsChoice choice(
            @Nullable Integer nodes, @Nullable String podCidr, @Nullable String serviceCidr) {
        return new SettingsChoice(
                null, null, nodes, null, null, null, null, podCidr, serviceCidr, null, Telemetry.UNSAID);
    }
}
