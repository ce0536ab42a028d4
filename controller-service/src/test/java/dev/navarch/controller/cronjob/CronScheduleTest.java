package dev.navarch.controller.cronjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */1 * * * *       | UTC              | 2026-01-01T00:00:30Z | 2026-01-01T00:01:00Z
            */1 * * * *       | UTC              | 2026-01-01T00:01:00Z | 2026-01-01T00:02:00Z
            10/20 * * * *     | UTC              | 2026-01-01T00:31:00Z | 2026-01-01T00:50:00Z
            0 9-17/4 * * *    | UTC              | 2026-01-01T10:00:00Z | 2026-01-01T13:00:00Z
            30 2 29 feb ?     | UTC              | 2026-01-01T00:00:00Z | 2028-02-29T02:30:00Z
            0 0 * * mon,WED   | UTC              | 2026-01-01T00:00:00Z | 2026-01-05T00:00:00Z
            0 0 13 * 5        | UTC              | 2026-01-03T00:00:00Z | 2026-01-09T00:00:00Z
            @hourly           | UTC              | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z
            @weekly           | UTC              | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z
            0 9 * * *         | America/New_York | 2026-01-01T00:00:00Z | 2026-01-01T14:00:00Z
            0 9 * * *         | America/New_York | 2026-07-01T00:00:00Z | 2026-07-01T13:00:00Z
            30 2 * * *        | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-30T00:30:00Z
            @every 1h30m      | UTC              | 2026-01-01T00:00:00Z | 2026-01-01T01:30:00Z
            """)
    void knowsTheNextTime(String schedule, String zone, Instant after, Instant next) {
        assertThat(CronSchedule.parse(schedule, ZoneId.of(zone))
                        .times(after, after)
                        .next())
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */1 * * * * | 2026-01-01T00:00:00Z | 2026-01-01T00:00:59Z |                      | 0
            */1 * * * * | 2026-01-01T00:00:00Z | 2026-01-01T00:03:30Z | 2026-01-01T00:03:00Z | 3
            */1 * * * * | 2025-01-01T00:00:00Z | 2026-01-01T00:03:30Z | 2026-01-01T00:03:00Z | 101
            0 * * * *   | 2025-01-01T00:00:00Z | 2026-01-01T00:59:30Z | 2026-01-01T00:00:00Z | 101
            @every 10s  | 2026-01-01T00:00:05Z | 2026-01-01T00:00:36Z | 2026-01-01T00:00:35Z | 3
            """)
    void knowsTheLatestOfThoseThatAreDue(String schedule, Instant since, Instant now, Instant due, int missed) {
        var times = CronSchedule.parse(schedule, ZoneId.of("UTC")).times(since, now);
        assertThat(times.due()).isEqualTo(due);
        assertThat(times.missed()).isEqualTo(missed);
    }

    @Test
    void aTimeThatNeverComesIsNotWaitedFor() {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(CronSchedule.parse("0 0 30 2 *", ZoneId.of("UTC"))
                        .times(now, now)
                        .next())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * *", "60 * * * *", "*/0 * * * *", "5-2 * * * *", "x * * * *", "@every x", "@now"})
    void refusesWhatIsNoSchedule(String schedule) {
        assertThatThrownBy(() -> CronSchedule.parse(schedule, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
