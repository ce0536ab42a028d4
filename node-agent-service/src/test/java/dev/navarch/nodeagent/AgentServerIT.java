package dev.navarch.nodeagent;

import static dev.navarch.nodeagent.TestNode.container;
import static dev.navarch.nodeagent.TestNode.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.nodeagent.namespace.InNodeNamespace;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.KeyAndCertificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The agent as its own application, called as the API server calls it. */
@SuppressWarnings("NullAway")
@InNodeNamespace
class AgentServerIT {
    private static final String BASE = "https://10.88.0.2:10250";

    @TempDir
    static Path directory;

    private static ConfigurableApplicationContext context;
    private static ClusterPki pki;
    private static TestNode node;
    private static HttpClient apiServer;

    @BeforeAll
    static void start() throws Exception {
        pki = ClusterPki.open(directory.resolve("pki"));
        pki.ensureNodeServingCertificate(TestNode.NAME, List.of("10.88.0.2"));
        var client = new InMemoryClusterClient();
        var builder = NodeAgentApplication.builder()
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("clusterClient", ClusterClient.class, () -> client));
        context = builder.run(
                "--navarch.node.name=" + TestNode.NAME,
                "--navarch.node.directory=" + directory.resolve("node"),
                "--navarch.node.pod-cidr=10.244.9.0/24",
                "--navarch.node.serving-certificate=" + pki.directory().resolve("node-n1.crt"),
                "--navarch.node.serving-key=" + pki.directory().resolve("node-n1.key"),
                "--navarch.node.client-ca=" + pki.directory().resolve("ca.crt"));
        node = TestNode.around(context.getBean(NodeAgent.class), client, directory.resolve("node"));
        apiServer = client(pki.ensureKubeletClientCertificate());
        node.create("web", pod(container("c", "sh", "-c", "echo one; echo two; sleep 1000")));
        node.awaitReady("web");
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
        context.close();
    }

    @Test
    void answersTheApiServerOnly() throws Exception {
        assertThat(get(client(null), "/healthz").body()).isEqualTo("ok");
        assertThat(get(client(null), "/pods").statusCode()).isEqualTo(401);
        assertThat(get(client(pki.issueClientCertificate("kubernetes-admin", List.of("system:masters"))), "/pods")
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(apiServer, "/pods").body()).contains("\"name\":\"web\"");
    }

    @Test
    void servesLogs() throws Exception {
        await("both lines")
                .atMost(Duration.ofSeconds(30))
                .until(() -> logs("").body().equals("one\ntwo\n"));
        assertThat(logs("?tailLines=1").body()).isEqualTo("two\n");
        assertThat(logs("?timestamps=true").body()).matches("(?s)\\S+Z one\n\\S+Z two\n");
        assertThat(logs("?previous=true").statusCode()).isEqualTo(400);
        assertThat(get(apiServer, "/containerLogs/default/web/other").body())
                .isEqualTo("container \"other\" not found in pod \"web\"");
    }

    @Test
    void pipesExecThrough() throws Exception {
        var output =
                exec(apiServer, "/exec/default/web/c?command=sh&command=-c&command=echo+hi;exit+3&output=1&error=1");
        assertThat(output).contains("hi\n").contains("\"ExitCode\"");
        assertThatThrownBy(() -> exec(client(null), "/exec/default/web/c?command=id&output=1"))
                .hasStackTraceContaining("401");
        assertThatThrownBy(() -> exec(apiServer, "/exec/default/gone/c?command=id&output=1"))
                .hasStackTraceContaining("404");
    }

    @Test
    void servesFiguresToWhoGathersThemAndNothingElse() throws Exception {
        var gatherer = client(pki.issueClientCertificate("navarch:metrics-server", List.of()));

        assertThat(get(gatherer, "/metrics/resource").body())
                .contains(
                        "node_cpu_usage_seconds_total ",
                        "container_memory_working_set_bytes{container=\"c\",namespace=\"default\",pod=\"web\"} ");
        assertThat(get(gatherer, "/stats/summary").body()).contains("\"nodeName\":\"n1\"", "\"name\":\"web\"");
        assertThat(get(gatherer, "/metrics/cadvisor").body()).contains("container_cpu_usage_seconds_total{");
        assertThat(get(gatherer, "/pods").statusCode()).isEqualTo(401);
        assertThat(get(client(null), "/metrics/resource").statusCode()).isEqualTo(401);
    }

    @Test
    void figuresOfOthersAreServedBesideAPodThatEnded() throws Exception {
        node.create("job", pod(container("c", "true")).restartPolicy("Never"));
        var job = PodKey.of(node.awaitPhase("job", "Succeeded"));
        await("the end of the job's sandbox")
                .atMost(TestNode.PATIENCE)
                .until(() -> node.agent.runtime().read(job).readySandbox() == null);

        var figures = get(apiServer, "/metrics/resource");

        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(figures.body()).contains("pod=\"web\"").doesNotContain("pod=\"job\"");
    }

    @Test
    void showsARenewedCertificateWithoutARestart() throws Exception {
        var before = shown();
        Files.delete(pki.directory().resolve("node-n1.crt"));
        pki.ensureNodeServingCertificate(TestNode.NAME, List.of("10.88.0.2"));

        await("the new certificate").atMost(Duration.ofSeconds(60)).until(() -> !shown().equals(before));
    }

    @Test
    void reportsItsHealth() throws Exception {
        assertThat(get(client(null), "/actuator/health/readiness").body()).contains("UP");
    }

    private static Certificate shown() throws Exception {
        return get(client(null), "/healthz").sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static HttpResponse<String> logs(String query) throws Exception {
        return get(apiServer, "/containerLogs/default/web/c" + query);
    }

    private static HttpResponse<String> get(HttpClient client, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(BASE + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String exec(HttpClient client, String path) throws Exception {
        var output = new ByteArrayOutputStream();
        var closed = new CompletableFuture<Void>();
        var listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                var bytes = new byte[data.remaining()];
                data.get(bytes);
                output.write(bytes, 0, bytes.length);
                socket.request(1);
                return null;
            }

            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                closed.complete(null);
                return null;
            }
        };
        client.newWebSocketBuilder()
                .subprotocols("v4.channel.k8s.io")
                .buildAsync(URI.create(BASE.replace("https", "wss") + path), listener)
                .get(10, TimeUnit.SECONDS);
        closed.get(10, TimeUnit.SECONDS);
        return output.toString(StandardCharsets.UTF_8);
    }

    private static HttpClient client(@Nullable KeyAndCertificate identity) throws Exception {
        var trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null, null);
        trust.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(pki.caPem().getBytes(StandardCharsets.US_ASCII))));
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        if (identity != null) {
            keys.setKeyEntry("me", identity.key(), new char[0], new Certificate[] {identity.certificate()});
        }
        own.init(keys, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
