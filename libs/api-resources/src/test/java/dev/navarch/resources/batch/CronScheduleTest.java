package dev.navarch.resources.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    @ParameterizedTest
    @ValueSource(strings = {"*/5 * * * *", "0 0 1 jan mon", "0-30/10 8-18 * * 1-5", "@daily", "@every 1h30m"})
    void acceptsSchedules(String schedule) {
        assertThat(CronSchedule.problem(schedule)).isNull();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(CronSchedule.problem("Bad Value!")).isEqualTo("expected exactly 5 fields, found 2: [Bad Value!]");
        assertThat(CronSchedule.problem("60 * * * *")).isEqualTo("end of range (60) above maximum (59): 60");
        assertThat(CronSchedule.problem("@never")).isEqualTo("unrecognized descriptor: @never");
    }
}
