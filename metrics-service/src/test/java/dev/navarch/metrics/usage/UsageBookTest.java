package dev.navarch.metrics.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.metrics.usage.Scrape.ContainerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageBookTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ContainerKey WEB = new ContainerKey("default", "web", "c");

    private final UsageBook book = new UsageBook();

    @Test
    void twoLooksMakeARateOverTheTimeBetweenThem() {
        book.write("n1", look(0, 10.0, 100));
        book.write("n1", look(20, 15.0, 200));

        var figures = Objects.requireNonNull(book.figures("n1").containers().get(WEB));
        assertThat(figures.nanoCores()).isEqualTo(250_000_000);
        assertThat(figures.workingSet()).isEqualTo(200);
        assertThat(figures.window()).isEqualTo(Duration.ofSeconds(20));
        assertThat(Objects.requireNonNull(book.figures("n1").node()).nanoCores())
                .isEqualTo(250_000_000);
    }

    @Test
    void oneLookOrACounterThatBeganAnewSaysNothing() {
        book.write("n1", look(0, 10.0, 100));
        assertThat(book.figures("n1").containers()).isEmpty();

        book.write("n1", look(20, 1.0, 100));
        assertThat(book.figures("n1").containers()).isEmpty();
    }

    @Test
    void nodesThatAreGoneAreForgotten() {
        book.write("n1", look(0, 1, 1));
        book.write("n1", look(20, 2, 1));
        book.keepOnly(Set.of("n2"));

        assertThat(book.figures("n1").node()).isNull();
    }

    @Test
    void linesOfOtherFamiliesAndBrokenOnesAreSkipped() {
        var scrape = ScrapeParser.parse("""
                # TYPE x counter
                scrape_error 1
                pod_cpu_usage_seconds_total{namespace="default",pod="web"} 3 1767225600000
                container_cpu_usage_seconds_total{container="c",namespace="default",pod="web"} 1e-3 1767225600000
                garbage
                """, START);

        assertThat(scrape.node()).isNull();
        assertThat(scrape.containers()).containsOnlyKeys(WEB);
        assertThat(Objects.requireNonNull(scrape.containers().get(WEB)).cpuSeconds())
                .isEqualTo(0.001);
    }

    private static Scrape look(int seconds, double cpu, long memory) {
        var time = START.plusSeconds(seconds).toEpochMilli();
        return ScrapeParser.parse("""
                node_cpu_usage_seconds_total %1$f %2$d
                node_memory_working_set_bytes %3$d %2$d
                container_cpu_usage_seconds_total{container="c",namespace="default",pod="web"} %1$f %2$d
                container_memory_working_set_bytes{container="c",namespace="default",pod="web"} %3$d %2$d
                """.formatted(cpu, time, memory), START);
    }
}
