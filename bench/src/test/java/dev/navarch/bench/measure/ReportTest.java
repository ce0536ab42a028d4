package dev.navarch.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void aReportIsOneJsonLineAndAnAlignedTable() {
        var report = new Report("store").row("clients", 1, "per s", 12.345).row("clients", 512, "per s", 7208.04);

        assertThat(report.json())
                .isEqualTo(
                        "{\"scenario\":\"store\",\"rows\":[{\"clients\":1,\"per s\":12.35},{\"clients\":512,\"per s\":7208.0}]}");
        assertThat(report.table()).isEqualTo("""
                clients   per s
                1         12.35
                512      7208.0
                """);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    @Test
    void ratesAndPercentilesAreOfTheWholeRound() {
        var round =
                new Round(4, 2_000_000, Duration.ofSeconds(2), new long[] {4_000_000, 1_000_000, 3_000_000, 2_000_000});

        assertThat(round.perSecond()).isEqualTo(2);
        assertThat(round.megabytesPerSecond()).isEqualTo(1);
        assertThat(round.millisAt(0.5)).isEqualTo(3);
        assertThat(round.millisAt(0.99)).isEqualTo(4);
    }
}
