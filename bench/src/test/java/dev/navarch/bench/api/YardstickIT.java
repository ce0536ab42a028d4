package dev.navarch.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardstickIT {
    private static final byte[] BODY = "the very bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void theYardstickAnswersTheBytesItWasGivenInBothProtocols() throws Exception {
        try (var yardstick = Yardstick.start(directory, BODY);
                var old = ApiClient.http11(yardstick.access());
                var client = ApiClient.http2(yardstick.access())) {
            assertThat(old.body("/body", "*/*")).isEqualTo(BODY);
            assertThat(client.body("/body", "*/*")).isEqualTo(BODY);
            assertThat(client.send(HttpMethod.POST, "/body", "{}").block()).isZero();
        }
    }

    @Test
    void aLoadCountsRequestsAndBytes() throws Exception {
        try (var yardstick = Yardstick.start(directory, BODY);
                var client = ApiClient.http2(yardstick.access())) {
            var round = client.load(3, Duration.ofMillis(200), i -> client.get("/body", "*/*"));

            assertThat(round.count()).isGreaterThanOrEqualTo(3);
            assertThat(round.bytes()).isEqualTo(round.count() * BODY.length);
        }
    }
}
