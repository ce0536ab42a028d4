package dev.navarch.gateway;

import static dev.navarch.gateway.Ingresses.anIngress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** What clients are told when a backend fails, and how long that is tried. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayFailuresIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestGateway gateway = new TestGateway(
            "--navarch.gateway.breaker.open=10m",
            "--navarch.gateway.breaker.minimum-calls=5",
            "--navarch.gateway.upstream.response-timeout=300ms",
            "--navarch.gateway.retry.attempts=2");

    @AfterEach
    void clear() {
        gateway.clear();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void theBreakerAnswersForABackendThatCannotBeReachedUntilItsEndpointsChange() throws IOException {
        var dead = GatewayIT.closedPort();
        gateway.service("web", dead);
        gateway.create(anIngress("web").byDefault("web"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get()).startsWith("502 "));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get()).startsWith("503 503 the service does not answer"));
        try (var alive = FakeUpstream.named("alive")) {
            gateway.endpoint("web", alive.port(), true);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(get()).startsWith("200 alive"));
        }
    }

    @Test
    void answers504WhenNoAnswerBeginsInTimeAndAsksOnce() {
        try (var silent = FakeUpstream.silent()) {
            gateway.service("web", silent.port());
            gateway.create(anIngress("web").byDefault("web"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(get()).startsWith("504 "));
            silent.requests().clear();
            assertThat(get()).startsWith("504 ");
            assertThat(silent.requests()).hasSize(1);
        }
    }

    private String get() {
        return Objects.requireNonNull(HttpClient.create()
                .responseTimeout(PATIENCE)
                .get()
                .uri("http://127.0.0.1:" + gateway.httpPort() + "/")
                .responseSingle((response, body) -> body.asString()
                        .switchIfEmpty(Mono.just(""))
                        .map(text -> response.status().code() + " " + text))
                .block(PATIENCE));
    }
}
