package dev.navarch.nodeagent.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.navarch.nodeagent.stats.PodUsage.ContainerUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatsTest {
    private static final long START = 1_767_225_600_000L;

    @Test
    void aRateNeedsTwoLooksThatAreSecondsApart() {
        var rates = new CpuRates();

        assertThat(rates.nanoCores("a", new Usage(START, 1_000_000_000, 0))).isNull();
        assertThat(rates.nanoCores("a", new Usage(START + 1000, 1_100_000_000, 0)))
                .isNull();
        assertThat(rates.nanoCores("a", new Usage(START + 10_000, 6_000_000_000L, 0)))
                .isEqualTo(500_000_000);
        assertThat(rates.nanoCores("a", new Usage(START + 11_000, 9_000_000_000L, 0)))
                .isEqualTo(500_000_000);
    }

    @Test
    void aCounterThatBeganAnewSaysNothing() {
        var rates = new CpuRates();
        rates.nanoCores("a", new Usage(START, 5_000_000_000L, 0));

        assertThat(rates.nanoCores("a", new Usage(START + 10_000, 1, 0))).isNull();
    }

    @Test
    void theSummaryNamesNodePodsAndContainers() {
        var summary = JsonParser.parseString(new StatsSummary().of(node())).getAsJsonObject();

        assertThat(summary.getAsJsonObject("node").get("nodeName").getAsString())
                .isEqualTo("n1");
        var pod = summary.getAsJsonArray("pods").get(0).getAsJsonObject();
        assertThat(pod.getAsJsonObject("podRef").get("uid").getAsString()).isEqualTo("u");
        var container = pod.getAsJsonArray("containers").get(0).getAsJsonObject();
        assertThat(container.get("name").getAsString()).isEqualTo("c");
        assertThat(container.getAsJsonObject("memory").get("workingSetBytes").getAsLong())
                .isEqualTo(2048);
    }

    @Test
    void resourceMetricsCarryTheTimeOfEachLook() {
        assertThat(ResourceMetrics.resource(node()))
                .contains(
                        "container_cpu_usage_seconds_total{container=\"c\",namespace=\"d\",pod=\"web\"} 1.500000000 "
                                + START,
                        "pod_memory_working_set_bytes{namespace=\"d\",pod=\"web\"} 4096 " + START,
                        "node_cpu_usage_seconds_total 9.000000000 " + START,
                        "resource_scrape_error 0\n");
        assertThat(ResourceMetrics.cadvisor(node())).doesNotContain("node_", "pod_memory");
    }

    @Test
    void theMachinesBusyTimeLeavesIdlingOut() {
        assertThat(MachineUsage.cpuNanos("cpu  100 0 50 99999 99999 10 5 1 0 0"))
                .isEqualTo(166 * 10_000_000L);
        assertThat(MachineUsage.workingSet(List.of("MemTotal:  1000 kB", "MemAvailable:  400 kB")))
                .isEqualTo(600 * 1024);
    }

    private static NodeUsage node() {
        var pod = new PodUsage(
                "d",
                "web",
                "u",
                new Usage(START, 2_000_000_000, 4096),
                List.of(new ContainerUsage("c", new Usage(START, 1_500_000_000, 2048))));
        return new NodeUsage("n1", new Usage(START, 9_000_000_000L, 1 << 20), List.of(pod));
    }
}
