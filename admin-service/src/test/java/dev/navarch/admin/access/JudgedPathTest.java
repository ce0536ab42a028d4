package dev.navarch.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgedPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /actuator",
        "/applications, /actuator",
        "/instances/1a2b, /actuator",
        "/instances/1a2b/actuator, /actuator",
        "/instances/1a2b/actuator/loggers/root, /actuator/loggers/root",
        "/applications/scheduler/actuator/loggers/root, /actuator/loggers/root",
        "/instances/1a2b/actuatorx, /actuator",
    })
    void whatIsPassedOnIsJudgedAsWhatItIsThere(String path, String judged) {
        assertThat(JudgedPath.of(path)).isEqualTo(judged);
    }
}
