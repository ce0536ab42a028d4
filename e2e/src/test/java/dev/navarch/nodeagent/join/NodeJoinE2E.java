package dev.navarch.nodeagent.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.ApiServerApplication;
import dev.navarch.client.rest.Kubeconfig;
import dev.navarch.client.rest.RenewableConnection;
import dev.navarch.client.rest.RestClusterClient;
import dev.navarch.controller.ControllerApplication;
import dev.navarch.pki.CertificateNames;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.Pem;
import dev.navarch.pki.PublicKeyPin;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A real API server and real control loops let nodes in, or do not. */
final class NodeJoinE2E {
    private static final String TOKEN = "abcdef.0123456789abcdef";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path cluster;

    @TempDir
    Path directory;

    private static @Nullable ConfigurableApplicationContext server;
    private static @Nullable ConfigurableApplicationContext controllers;
    private static @Nullable RestClusterClient admin;
    private static String url = "";

    @BeforeAll
    static void start() {
        server = run(
                ApiServerApplication.builder(),
                "--navarch.role=api-server",
                "--navarch.api-server.advertise-address=192.0.2.1",
                "--navarch.api-server.data-directory=" + cluster,
                "--navarch.api-server.bootstrap-token=" + TOKEN);
        url = "https://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port");
        var pki = server.getBean(ClusterPki.class);
        var kubeconfig = cluster.resolve("controllers.kubeconfig");
        pki.ensureClientKubeconfig(kubeconfig, url, "system:kube-controller-manager", List.of());
        pki.ensureClientKubeconfig(cluster.resolve("admin.kubeconfig"), url, "admin", List.of("system:masters"));
        admin = new RestClusterClient(Kubeconfig.connect(cluster.resolve("admin.kubeconfig")), "", CLOCK);
        controllers = run(
                ControllerApplication.builder(),
                "--navarch.role=controller-manager",
                "--navarch.kubeconfig=" + kubeconfig,
                "--navarch.controller.cluster-signing-cert-file=" + cluster.resolve("pki/ca.crt"),
                "--navarch.controller.cluster-signing-key-file=" + cluster.resolve("pki/ca.key"));
    }

    @AfterAll
    static void stop() {
        if (admin != null) admin.close();
        if (controllers != null) controllers.close();
        if (server != null) server.close();
    }

    @Test
    void aNodeJoinsByTokenAndDigestAndItsKeyStaysAtHome() throws Exception {
        var files = NodeFiles.of(directory);

        join("n1", files, TOKEN, null, pin());

        var kubeconfig = Objects.requireNonNull(files.findKubeconfig());
        var certificate = Pem.certificate(kubeconfig.clientCertificate());
        assertThat(CertificateNames.commonName(certificate)).isEqualTo("system:node:n1");
        assertThat(CertificateNames.organizations(certificate)).containsExactly("system:nodes");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.kubeconfig())))
                .isEqualTo("rw-------");
        assertThat(requestsOf("system:bootstrap:abcdef"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(new String(request.getSpec().getRequest(), StandardCharsets.US_ASCII))
                        .startsWith("-----BEGIN CERTIFICATE REQUEST-----")
                        .doesNotContain("PRIVATE"));
        try (var pki = Files.list(directory.resolve("pki"))) {
            assertThat(pki).extracting(file -> file.getFileName().toString()).containsExactly("ca.crt");
        }
    }

    @Test
    void aNodeWithAGoodCertificateNeedsNoTokenAndAsksForNothing() throws Exception {
        var files = NodeFiles.of(directory);
        join("n2", files, TOKEN, caFile(), null);
        var before = Files.readString(files.kubeconfig());
        var asked = requestsOf("system:bootstrap:abcdef").size();

        join("n2", files, null, caFile(), null);

        assertThat(Files.readString(files.kubeconfig())).isEqualTo(before);
        assertThat(requestsOf("system:bootstrap:abcdef")).hasSize(asked);
    }

    /** As a container is told: by its environment. */
    @Test
    void whatJoiningGaveBecomesTheAgentsSettings() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables()));
        ConfigurationPropertySources.attach(environment);
        var context = new GenericApplicationContext();
        context.setEnvironment(environment);

        new JoinInitializer().initialize(context);

        assertThat(environment.getProperty("navarch.kubeconfig")).isEqualTo(directory + "/kubeconfig");
        assertThat(environment.getProperty("navarch.node.client-ca")).isEqualTo(directory + "/pki/ca.crt");
        assertThat(NodeFiles.of(directory).findServing()).isNotNull();
    }

    @Test
    void anotherAuthorityThanTheSettingsNameIsRefusedAtOnce() {
        var other = PublicKeyPin.of(
                ClusterPki.open(directory.resolve("other")).authority().certificate());

        assertThatThrownBy(() -> join("n3", NodeFiles.of(directory), TOKEN, null, other.text()))
                .isInstanceOf(JoinRefused.class)
                .hasMessageContaining(pin())
                .hasMessageContaining(other.text());
        assertThat(directory.resolve("kubeconfig")).doesNotExist();
    }

    @Test
    void aWrongSecretIsRefusedBySignature() {
        assertThatThrownBy(() -> join("n4", NodeFiles.of(directory), "abcdef.fedcba9876543210", null, pin()))
                .isInstanceOf(JoinRefused.class)
                .hasMessageContaining("wrong token secret");
    }

    @Test
    void anExpiredTokenIsRefusedAndSaysSo() {
        admin().resource(V1Secret.class)
                .create(new V1Secret()
                        .metadata(new V1ObjectMeta().namespace("kube-system").name("bootstrap-token-expire"))
                        .type("bootstrap.kubernetes.io/token")
                        .stringData(Map.of(
                                "token-id", "expire",
                                "token-secret", "0123456789abcdef",
                                "usage-bootstrap-authentication", "true",
                                "expiration", "2020-01-01T00:00:00Z")));

        var files = NodeFiles.of(directory);
        var patience = Duration.ofMillis(1);
        assertThatThrownBy(() -> join("n5", files, "expire.0123456789abcdef", caFile(), null, patience))
                .isInstanceOf(JoinRefused.class)
                .hasMessageContaining("401 Unauthorized: the bootstrap token is not known, has expired");
    }

    @Test
    void aNodeRenewsItsCertificatesByItself() throws Exception {
        var files = NodeFiles.of(directory);
        join("n6", files, TOKEN, caFile(), null);
        var connection = RenewableConnection.open(files.kubeconfig());
        var first = Objects.requireNonNull(files.findKubeconfig()).clientCertificate();
        try (var client = connection.client("n6", CLOCK)) {
            client.resource(V1Node.class)
                    .create(new V1Node()
                            .metadata(new V1ObjectMeta().name("n6"))
                            .status(new V1NodeStatus()
                                    .addresses(List.of(new V1NodeAddress()
                                            .type("InternalIP")
                                            .address("192.0.2.6")))));
            var later = Clock.offset(CLOCK, Duration.ofDays(350));
            var deadline = later.instant().plusSeconds(180);

            new ClientCertificate("n6", files, client, connection, later).renewIfDue(deadline);
            new ServingCertificate("n6", "192.0.2.6", files, client, CLOCK)
                    .renewIfDue(CLOCK.instant().plusSeconds(180));

            assertThat(Objects.requireNonNull(files.findKubeconfig()).clientCertificate())
                    .isNotEqualTo(first);
            assertThat(client.resource(V1Node.class).find("", "n6")).isNotNull();
            var serving = Objects.requireNonNull(files.findServing());
            serving.verify(pki().authority().certificate().getPublicKey());
            assertThat(CertificateNames.addresses(serving)).containsExactly("192.0.2.6");
        }
    }

    private Map<String, Object> variables() {
        return Map.of(
                "NAVARCH_NODE_NAME",
                "n7",
                "NAVARCH_NODE_DIRECTORY",
                directory.toString(),
                "NAVARCH_NODE_NODE_IP",
                "192.0.2.7",
                "NAVARCH_NODE_JOIN_SERVER",
                url,
                "NAVARCH_NODE_JOIN_TOKEN",
                TOKEN,
                "NAVARCH_NODE_JOIN_CA_HASH",
                pin());
    }

    private static void join(
            String node, NodeFiles files, @Nullable String token, @Nullable Path caFile, @Nullable String caHash)
            throws InterruptedException {
        join(node, files, token, caFile, caHash, Duration.ofMinutes(3));
    }

    private static void join(
            String node,
            NodeFiles files,
            @Nullable String token,
            @Nullable Path caFile,
            @Nullable String caHash,
            Duration timeout)
            throws InterruptedException {
        var properties = new JoinProperties(url, token, null, caFile, caHash, timeout);
        new NodeJoin(node, files, properties, CLOCK).run();
    }

    private static List<V1CertificateSigningRequest> requestsOf(String user) {
        return admin().resource(V1CertificateSigningRequest.class).list("", "", "").stream()
                .filter(request -> user.equals(request.getSpec().getUsername()))
                .toList();
    }

    private static String pin() {
        return PublicKeyPin.of(pki().authority().certificate()).text();
    }

    private static Path caFile() {
        return cluster.resolve("pki/ca.crt");
    }

    private static ClusterPki pki() {
        return Objects.requireNonNull(server).getBean(ClusterPki.class);
    }

    private static RestClusterClient admin() {
        return Objects.requireNonNull(admin);
    }

    private static ConfigurableApplicationContext run(SpringApplicationBuilder application, String... arguments) {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server.port=0", "--spring.main.banner-mode=off", "--spring.jmx.enabled=false"));
        return application.run(all.toArray(String[]::new));
    }
}
