package dev.navarch.apiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.apiproxy.tcp.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;

/** The role as a container starts it: from settings, without a cluster. */
class ApiProxyApplicationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Room for every probe of a test. */
    private static final int NOBODY_ACCEPTS = 1000;

    @Test
    void isReadyWhileABackendIsWellAndShowsItsFigures() throws Exception {
        try (var backend = new ServerSocket(0, NOBODY_ACCEPTS, InetAddress.getLoopbackAddress());
                var context = ApiProxyApplication.builder()
                        .bannerMode(Banner.Mode.OFF)
                        .run(
                                "--server.port=0",
                                "--navarch.api-proxy.listen=127.0.0.1:0",
                                "--navarch.api-proxy.backends=127.0.0.1:" + backend.getLocalPort(),
                                "--navarch.api-proxy.balancing=round-robin",
                                "--navarch.api-proxy.probe.interval=200ms",
                                "--navarch.api-proxy.probe.path=")) {
            var actuator =
                    "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/actuator";
            try (var client =
                    new Socket("127.0.0.1", context.getBean(TcpProxy.class).port())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(get(actuator + "/prometheus"))
                                .contains("navarch_api_proxy_connections{backend=\"127.0.0.1:" + backend.getLocalPort()
                                        + "\"} 1.0"));
                assertThat(get(actuator + "/health/readiness")).startsWith("200");
                assertThat(client.isConnected()).isTrue();
            }
            backend.close();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(get(actuator + "/health/readiness")).startsWith("503"));
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
