package dev.navarch.apiserver.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.pki.ClusterPki;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first spike, kept: streams served from WebFlux on reactor-netty by taking the connection over after 101. */
final class ExecIT {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource NODES = new GroupResource("", "nodes");
    private static final String CONTAINERS = "'containers': [{'name': 'c', 'image': 'i'}]";

    @TempDir
    Path directory;

    private ClusterPki pki;
    private FakeAgent agent;
    private StreamServer server;

    @BeforeEach
    void start() throws Exception {
        pki = ClusterPki.open(directory.resolve("pki"));
        agent = new FakeAgent(
                pki.ensureNodeServingCertificate("n1", List.of("127.0.0.1")),
                pki.authority().certificate());
        var objects = new FakeObjects()
                .with(NODES, """
                        {'kind': 'Node', 'metadata': {'name': 'n1'}, 'status': {
                          'addresses': [{'type': 'InternalIP', 'address': '127.0.0.1'}],
                          'daemonEndpoints': {'kubeletEndpoint': {'Port': %d}}}}""".formatted(agent.port()))
                .with(NODES, "{'kind': 'Node', 'metadata': {'name': 'sim'}, 'status': {}}")
                .with(PODS, pod("web", "n1"))
                .with(PODS, pod("ghost", "sim"));
        server = new StreamServer(objects, pki);
    }

    @AfterEach
    void stop() {
        server.close();
        agent.close();
    }

    @Test
    void aWebSocketOfVersion5GetsWhatItSaysAndAStatus() throws Exception {
        var session = connect("v5.channel.k8s.io", "exec?command=cat&stdin=true&stdout=true&stderr=true");

        session.send(0, "hello");
        session.socket()
                .sendBinary(ByteBuffer.wrap(new byte[] {(byte) 255, 0}), true)
                .join();

        assertThat(session.closed().get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(session.text(1)).isEqualTo("hello");
        assertThat(session.text(3)).isEqualTo("{\"metadata\":{},\"status\":\"Success\"}");
    }

    @Test
    void anExitCodeArrivesOnTheErrorChannel() throws Exception {
        var session = connect("v5.channel.k8s.io", "exec?command=fail&stdout=true&stderr=true");

        assertThat(session.closed().get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(session.text(3)).contains("\"ExitCode\"", "\"3\"");
    }

    @Test
    void aLotOfOutputArrivesWhole() throws Exception {
        var size = 20 << 20;

        var session = connect("v5.channel.k8s.io", "exec?command=zeros&command=" + size + "&stdout=true");

        assertThat(session.closed().get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(session.bytes(1)).hasSize(size);
    }

    @Test
    void aFailureIsPlainTextForTheOldestClients() throws Exception {
        var session = connect("channel.k8s.io", "exec?command=fail&stdout=true");

        session.closed().get(10, TimeUnit.SECONDS);
        assertThat(session.text(3)).isEqualTo("command terminated with non-zero exit code");
    }

    @Test
    void aSimulatedNodeSaysWhyNot() throws Exception {
        var answer = client().send(
                        HttpRequest.newBuilder(uri("https", "ghost", "exec?command=cat&stdout=true"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("node \\\"sim\\\" is simulated");
    }

    @Test
    void logsComeFromTheAgent() throws Exception {
        var answer =
                client().send(HttpRequest.newBuilder(uri("https", "web", "log")).build(), BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("a line\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void kubectlExecsOverWebSocketAndOverSpdy(String webSockets) throws Exception {
        var kubectl = newestKubectl();
        assumeTrue(kubectl != null, "no kubectl on this machine");
        var kubeconfig = directory.resolve("admin.conf");
        pki.ensureClientKubeconfig(
                kubeconfig, "https://127.0.0.1:" + server.port(), "admin", List.of("system:masters"));
        var process = new ProcessBuilder(
                        String.valueOf(kubectl),
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "exec",
                        "-i",
                        "web",
                        "--",
                        "cat")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        process.environment().put("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", webSockets);
        process.environment().put("HOME", directory.toString());
        var running = process.start();
        try (var stdin = running.getOutputStream()) {
            stdin.write("through kubectl".getBytes(StandardCharsets.UTF_8));
        }

        var ended = running.waitFor(20, TimeUnit.SECONDS);
        if (!ended) running.destroyForcibly();

        assertThat(Files.readString(directory.resolve("out"))).isEqualTo("through kubectl");
        assertThat(ended).describedAs("kubectl ended by itself").isTrue();
        assertThat(running.exitValue()).isZero();
    }

    private static String pod(String name, String node) {
        return "{'kind': 'Pod', 'apiVersion': 'v1', 'metadata': {'name': '%s', 'namespace': 'default'}, "
                        .formatted(name)
                + "'spec': {'nodeName': '%s', %s}, 'status': {'phase': 'Running'}}".formatted(node, CONTAINERS);
    }

    private Session connect(String subprotocol, String action) throws Exception {
        var session = new Session();
        session.socket = client().newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .subprotocols(subprotocol)
                .buildAsync(uri("wss", "web", action), session)
                .get(10, TimeUnit.SECONDS);
        assertThat(session.socket().getSubprotocol()).isEqualTo(subprotocol);
        return session;
    }

    private URI uri(String scheme, String pod, String action) {
        return URI.create(
                scheme + "://localhost:" + server.port() + "/api/v1/namespaces/default/pods/" + pod + "/" + action);
    }

    private HttpClient client() throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", pki.authority().certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static @Nullable Path newestKubectl() throws IOException {
        var linked = Path.of("/usr/lib/google-cloud-sdk/bin");
        if (!Files.isDirectory(linked)) return null;
        try (var files = Files.list(linked)) {
            return files.filter(file -> file.getFileName().toString().startsWith("kubectl.1."))
                    .max(java.util.Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().substring("kubectl.1.".length()))))
                    .orElse(null);
        }
    }

    /** What a client received, by channel. */
    private static final class Session implements WebSocket.Listener {
        private final ByteArrayOutputStream[] channels = new ByteArrayOutputStream[5];
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private @Nullable WebSocket socket;
        private boolean first = true;
        private int channel;

        Session() {
            for (var i = 0; i < channels.length; i++) channels[i] = new ByteArrayOutputStream();
        }

        WebSocket socket() {
            return java.util.Objects.requireNonNull(socket);
        }

        CompletableFuture<Integer> closed() {
            return closed;
        }

        void send(int channel, String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var message = ByteBuffer.allocate(bytes.length + 1)
                    .put((byte) channel)
                    .put(bytes)
                    .flip();
            socket().sendBinary(message, true).join();
        }

        String text(int channel) {
            return channels[channel].toString(StandardCharsets.UTF_8);
        }

        byte[] bytes(int channel) {
            return channels[channel].toByteArray();
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            if (first) channel = data.get();
            first = last;
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            channels[channel].writeBytes(bytes);
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
