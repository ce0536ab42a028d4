package dev.navarch.machinery.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {
    @ParameterizedTest
    @CsvSource({
        "-2, <invalid>",
        "-1, 0s",
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "125, 2m5s",
        "599, 9m59s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "10860, 3h1m",
        "28799, 7h59m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d",
        "176400, 2d1h",
        "691199, 7d23h",
        "691200, 8d",
        "63071999, 729d",
        "63072000, 2y",
        "63158400, 2y1d",
        "252288000, 8y"
    })
    void showsAtMostTwoUnits(long seconds, String expected) {
        assertThat(HumanDuration.of(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void writesTimesWithSecondsOrMicroseconds() {
        var instant = Instant.parse("2026-01-02T03:04:05.6789012Z");

        assertThat(Timestamps.seconds(instant)).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(Timestamps.micros(instant)).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(Timestamps.parse("2026-01-02T04:04:05.6789012+01:00")).isEqualTo(instant);
        assertThat(Timestamps.parse("")).isNull();
        assertThat(HumanDuration.since(null, instant)).isEqualTo("<unknown>");
    }
}
