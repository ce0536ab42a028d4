package dev.navarch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.apiserver.ApiServerApplication;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.rest.Kubeconfig;
import dev.navarch.client.rest.RestClusterClient;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.KeyAndCertificate;
import io.kubernetes.client.openapi.models.V1APIService;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1DaemonEndpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import io.kubernetes.client.openapi.models.V1NodeDaemonEndpoints;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metrics service over a real API server, an agent's figures over TLS, and a front proxy that the test plays. */
final class MetricsServiceE2E {
    private static final String BASE = "/apis/metrics.k8s.io/v1beta1";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path directory;

    private static @Nullable ConfigurableApplicationContext server;
    private static @Nullable ConfigurableApplicationContext metrics;
    private static @Nullable RestClusterClient admin;
    private static @Nullable FakeAgent agent;
    private static @Nullable ClusterPki front;

    @BeforeAll
    static void start() throws Exception {
        server = run(
                ApiServerApplication.builder(),
                "--navarch.role=api-server",
                "--navarch.api-server.advertise-address=192.0.2.1",
                "--navarch.api-server.data-directory=" + directory);
        var url = "https://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port");
        pki().ensureClientKubeconfig(directory.resolve("admin.kubeconfig"), url, "admin", List.of("system:masters"));
        pki().ensureClientKubeconfig(directory.resolve("metrics.kubeconfig"), url, "navarch:metrics-server", List.of());
        pki().ensureServiceCertificate("metrics-server");
        admin = new RestClusterClient(Kubeconfig.connect(directory.resolve("admin.kubeconfig")), "", Clock.systemUTC());
        var frontProxy = ClusterPki.open(directory.resolve("front"));
        front = frontProxy;
        agent = new FakeAgent(tls(
                pki().ensureNodeServingCertificate("n1", List.of("127.0.0.1")),
                pki().authority().certificate()));
        await("the API server's namespaces").ignoreExceptions().until(() -> {
            publishFrontProxy(frontProxy.caPem());
            return true;
        });
        createNodeAndPod(agent.port());
        metrics = run(
                MetricsApplication.builder(),
                "--navarch.role=metrics-server",
                "--navarch.kubeconfig=" + directory.resolve("metrics.kubeconfig"),
                "--navarch.metrics.period=300ms",
                "--navarch.metrics.advertise-address=192.0.2.5",
                "--navarch.metrics.serving-certificate=" + directory.resolve("pki/metrics-server.crt"),
                "--navarch.metrics.serving-key=" + directory.resolve("pki/metrics-server.key"),
                "--navarch.metrics.ca-file=" + directory.resolve("pki/ca.crt"));
    }

    @AfterAll
    static void stop() {
        if (metrics != null) metrics.close();
        if (agent != null) agent.close();
        if (admin != null) admin.close();
        if (server != null) server.close();
    }

    @Test
    void nodesAndPodsHaveTheFiguresOfTheirAgent() throws Exception {
        await("two looks")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !items(BASE + "/nodes").isEmpty());

        var node = items(BASE + "/nodes").get(0);
        assertThat(node.path("metadata").path("name").asString("")).isEqualTo("n1");
        assertThat(node.path("usage").path("cpu").asString("")).matches("2[45]\\d{7}n");
        assertThat(node.path("usage").path("memory").asString("")).isEqualTo("65536Ki");
        var pod = JSON.readTree(
                ask(proxy(), "admin", BASE + "/namespaces/default/pods/web").body());
        assertThat(pod.path("kind").asString("")).isEqualTo("PodMetrics");
        assertThat(pod.path("containers").path(0).path("usage").path("memory").asString(""))
                .isEqualTo("1024Ki");
        assertThat(items(BASE + "/pods?labelSelector=app%3Dweb")).hasSize(1);
        assertThat(items(BASE + "/pods?labelSelector=app%3Dother")).isEmpty();
    }

    @Test
    void saysWhetherTheObjectOrItsFiguresAreMissing() throws Exception {
        var silent = new V1Node().metadata(new V1ObjectMeta().name("silent"));
        admin().resource(V1Node.class).create(silent);
        createPod("unknown", "silent");

        await("the new node").until(() -> missing("/nodes/silent").startsWith("nodemetrics"));
        assertThat(missing("/nodes/silent")).isEqualTo("nodemetrics.metrics.k8s.io \"silent\" not found");
        assertThat(missing("/nodes/none")).isEqualTo("nodes \"none\" not found");
        assertThat(missing("/namespaces/default/pods/none")).isEqualTo("pods \"none\" not found");
        await("the new pod")
                .until(() -> missing("/namespaces/default/pods/unknown")
                        .equals("podmetrics.metrics.k8s.io \"default/unknown\" not found"));
    }

    private static String missing(String path) throws Exception {
        var answer = ask(proxy(), "admin", BASE + path);
        assertThat(answer.statusCode()).isEqualTo(404);
        return JSON.readTree(answer.body()).path("message").asString("");
    }

    @Test
    void discoveryNamesBothKinds() throws Exception {
        var resources = JSON.readTree(ask(proxy(), "admin", BASE).body()).path("resources");

        assertThat(resources)
                .extracting(resource -> resource.path("kind").asString(""))
                .containsExactly("NodeMetrics", "PodMetrics");
    }

    @Test
    void onlyTheFrontProxySaysWhoAsks() throws Exception {
        var impostor = pki().issueClientCertificate("front-proxy-client", List.of());

        assertThat(ask(null, "admin", BASE + "/nodes").statusCode()).isEqualTo(401);
        assertThat(ask(impostor, "admin", BASE + "/nodes").statusCode()).isEqualTo(401);
    }

    @Test
    void whoMayNotIsRefused() throws Exception {
        assertThat(ask(proxy(), "ann", BASE + "/nodes").statusCode()).isEqualTo(403);
    }

    @Test
    void makesItselfKnown() {
        await("Service, slice and APIService")
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin().resource(V1APIService.class).find("", "v1beta1.metrics.k8s.io") != null);

        assertThat(admin().resource(V1Service.class).find("kube-system", "metrics-server"))
                .isNotNull();
        assertThat(admin().resource(V1EndpointSlice.class)
                        .get("kube-system", "metrics-server-navarch")
                        .getPorts())
                .extracting(port -> port.getPort())
                .containsExactly(port());
    }

    private static void publishFrontProxy(String authority) {
        var name = "extension-apiserver-authentication";
        var configMaps = admin().resource(V1ConfigMap.class);
        configMaps.delete("kube-system", name, DeleteRequest.DEFAULT);
        configMaps.create(new V1ConfigMap()
                .metadata(new V1ObjectMeta().namespace("kube-system").name(name))
                .data(Map.of(
                        "requestheader-client-ca-file",
                        authority,
                        "requestheader-allowed-names",
                        "[\"front-proxy-client\"]")));
    }

    private static void createNodeAndPod(int agentPort) {
        var nodes = admin().resource(V1Node.class);
        nodes.updateStatus(nodes.create(new V1Node().metadata(new V1ObjectMeta().name("n1")))
                .status(new V1NodeStatus()
                        .addresses(
                                List.of(new V1NodeAddress().type("InternalIP").address("127.0.0.1")))
                        .daemonEndpoints(
                                new V1NodeDaemonEndpoints().kubeletEndpoint(new V1DaemonEndpoint().port(agentPort)))));
        admin().resource(V1ServiceAccount.class)
                .create(new V1ServiceAccount()
                        .metadata(new V1ObjectMeta().namespace("default").name("default")));
        createPod("web", "n1");
    }

    private static void createPod(String name, String node) {
        admin().resource(V1Pod.class)
                .create(new V1Pod()
                        .metadata(new V1ObjectMeta()
                                .namespace("default")
                                .name(name)
                                .labels(Map.of("app", name)))
                        .spec(new V1PodSpec()
                                .nodeName(node)
                                .containers(List.of(new V1Container().name("c").image("i")))));
    }

    private static JsonNode items(String path) throws Exception {
        return JSON.readTree(ask(proxy(), "admin", path).body()).path("items");
    }

    private static HttpResponse<String> ask(@Nullable KeyAndCertificate who, String user, String path)
            throws Exception {
        try (var client = HttpClient.newBuilder()
                .sslContext(tls(who, pki().authority().certificate()))
                .build()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path))
                    .header("X-Remote-User", user)
                    .header("X-Remote-Group", user.equals("admin") ? "system:masters" : "system:authenticated");
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static KeyAndCertificate proxy() {
        return Objects.requireNonNull(front).issueClientCertificate("front-proxy-client", List.of());
    }

    private static int port() {
        return Integer.parseInt(
                Objects.requireNonNull(metrics).getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static SSLContext tls(@Nullable KeyAndCertificate own, X509Certificate trusted) throws Exception {
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry("ca", trusted);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        var context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : keys(own), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] keys(KeyAndCertificate own) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("own", own.key(), new char[0], new Certificate[] {own.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys.getKeyManagers();
    }

    private static ClusterPki pki() {
        return Objects.requireNonNull(server).getBean(ClusterPki.class);
    }

    private static RestClusterClient admin() {
        return Objects.requireNonNull(admin);
    }

    private static ConfigurableApplicationContext run(SpringApplicationBuilder application, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server.port=0", "--spring.main.banner-mode=off", "--spring.jmx.enabled=false"));
        return application.run(all.toArray(String[]::new));
    }
}
