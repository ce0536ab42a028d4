package dev.navarch.controller.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobBackoffTest {
    private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 10", "2, 20", "3, 40", "6, 320", "7, 600", "1000, 600"})
    void doublesWithEachFailure(int failures, long seconds) {
        assertThat(JobBackoff.afterFailures(failures)).hasSeconds(seconds);
    }

    @Test
    void countsFromTheLastFailureAndAnewAfterASuccess() {
        var first = pod("Failed", "2026-01-01T00:59:50Z");
        var last = pod("Failed", "2026-01-01T00:59:55Z");
        assertThat(left(first, last)).hasSeconds(15);
        assertThat(left(first, pod("Succeeded", "2026-01-01T00:59:52Z"), last)).hasSeconds(5);
        assertThat(left(pod("Succeeded", "2026-01-01T00:59:52Z"))).isZero();
    }

    private static Duration left(V1Pod... pods) {
        var job = ModelJson.read(ModelJson.parse("{\"spec\":{}}"), V1Job.class);
        return JobBackoff.left(new JobView(job, List.of(pods), NOW));
    }

    private static V1Pod pod(String phase, String end) {
        return ModelJson.read(ModelJson.parse("""
                {"metadata":{"name":"p"},"status":{"phase":"%s","containerStatuses":[{"name":"c","state":{
                  "terminated":{"exitCode":1,"finishedAt":"%s"}}}]}}""".formatted(phase, end)), V1Pod.class);
    }
}
