package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.rest.Kubeconfig;
import dev.navarch.client.rest.RestClusterClient;
import dev.navarch.e2e.TraceCollector.Received;
import dev.navarch.testing.condition.RealNodes;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One trace through several services, and logs that a machine reads, of a control plane in one JVM and a node beside it. */
@RealNodes
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String API_SERVER = "api-server-service";

    private final TestCluster cluster = new TestCluster("telemetry");
    private @Nullable TraceCollector collector;

    @BeforeAll
    void bringsUpATracedClusterWithADeployment() throws IOException {
        collector = new TraceCollector();
        cluster.up("--runtime", "containerd", "--tracing", collector.url(), "--log-format", "ecs")
                .orFail();
        ExampleImages.load(cluster, "front");
        cluster.kubectl("create", "deployment", "traced", "--image=example.navarch.dev/hello-front:1");
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
        collector().close();
    }

    @Test
    void aReconcileItsRequestAndTheStoresWriteAreOneTrace() {
        var request = awaitChild("controller-service", "reconcile replicaset", API_SERVER, "create pods");
        assertThat(request.attribute("k8s.verb")).isEqualTo("create");
        assertThat(request.attribute("k8s.resource")).isEqualTo("pods");
        assertThat(request.attribute("k8s.namespace.name")).isEqualTo("default");
        assertThat(request.attribute("http.response.status_code")).isEqualTo("201");
        var write = await("the store's write")
                .atMost(PATIENCE)
                .until(() -> collector().spans(span -> span.isChildOf(request)), spans -> !spans.isEmpty())
                .getFirst();
        assertThat(write.name()).isEqualTo("store create");
        assertThat(write.attribute("navarch.store.outcome")).isEqualTo("Written");
    }

    @Test
    void aSchedulingAttemptLeadsToItsBinding() {
        awaitChild("scheduler-service", "schedule pod", API_SERVER, "create pods/binding");
    }

    @Test
    void anAgentsTurnWithAPodLeadsToThePodsStatus() {
        awaitChild("node-agent-service", "sync pod", API_SERVER, "update pods/status");
    }

    @Test
    void aCallersTraceGoesOnInTheApiServer() {
        var caller = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        try (var client = new RestClusterClient(Kubeconfig.connect(cluster.kubeconfig()), "", Clock.systemUTC());
                var _ = Span.wrap(caller).makeCurrent()) {
            client.resource(V1Namespace.class).find("", "default");
        }
        var request = await("the caller's trace")
                .atMost(PATIENCE)
                .until(
                        () -> collector().spans(span -> span.trace().equals(caller.getTraceId())),
                        spans -> !spans.isEmpty())
                .getFirst();
        assertThat(request.name()).isEqualTo("get namespaces");
        assertThat(request.span().getParentSpanId().toByteArray()).isEqualTo(caller.getSpanIdBytes());
    }

    @Test
    void everyLogLineIsJsonAndSaysWhichTraceItIsOf() {
        assertThat(log("api-server")).isNotEmpty();
        var started = await("the pod's sandbox in the log")
                .atMost(PATIENCE)
                .until(
                        () -> log("node-agent").stream()
                                .filter(line ->
                                        line.path("message").asString("").startsWith("Started sandbox"))
                                .toList(),
                        lines -> !lines.isEmpty())
                .getFirst();
        awaitSpan(span -> span.name().equals("sync pod")
                && span.trace().equals(started.path("trace_id").asString("")));
    }

    @Test
    void topShowsNodesAndContainersSoonAfterTheirStart() {
        assertThat(awaitTop("node"))
                .containsPattern("NAME +CPU\\(cores\\) +CPU\\(?%\\)? +MEMORY\\(bytes\\) +MEMORY\\(?%\\)?")
                .containsPattern(cluster.node(1) + " +[1-9]\\d*m +\\d+% +[1-9]\\d*Mi +\\d+%");
        assertThat(awaitTop("pod", "--containers"))
                .containsPattern("POD +NAME +CPU\\(cores\\) +MEMORY\\(bytes\\)")
                .containsPattern("traced-\\w+-\\w+ +hello-front +\\d+m +\\d+Mi");
    }

    @Test
    void topSaysWhatIsNotThere() {
        awaitTop("node");
        assertThat(cluster.tryKubectl("top", "pod", "absent").output())
                .contains("Error from server (NotFound): pods \"absent\" not found");
        assertThat(cluster.tryKubectl("top", "node", "absent").output())
                .contains("Error from server (NotFound): nodes \"absent\" not found");
        assertThat(cluster.kubectl("top", "pod", "--namespace", "kube-public"))
                .contains("No resources found in kube-public namespace.");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void withoutItsCollectorEverythingGoesOn() {
        collector().close();
        cluster.kubectl("create", "deployment", "untraced", "--image=absent.example/none:1");
        await("the replica set's pod")
                .atMost(PATIENCE)
                .until(() -> cluster.kubectl("get", "pods", "-l", "app=untraced", "-o", "name")
                        .contains("pod/untraced-"));
        await("a word about it in the agent's log")
                .atMost(PATIENCE)
                .until(() -> log("node-agent").stream()
                        .anyMatch(line -> line.path("message").asString("").startsWith("Traces are not delivered")));
    }

    private String awaitTop(String... arguments) {
        var command = Stream.concat(Stream.of("top"), Stream.of(arguments)).toArray(String[]::new);
        return await("kubectl " + String.join(" ", command))
                .atMost(PATIENCE)
                .until(() -> cluster.tryKubectl(command), top -> top.exitCode() == 0)
                .output();
    }

    private Received awaitChild(String parentService, String parent, String childService, String child) {
        return awaitSpan(span -> span.service().equals(childService)
                && span.name().equals(child)
                && !collector()
                        .spans(root -> root.service().equals(parentService)
                                && root.name().equals(parent)
                                && span.isChildOf(root))
                        .isEmpty());
    }

    private Received awaitSpan(Predicate<Received> wanted) {
        return await("a span")
                .atMost(PATIENCE)
                .until(() -> collector().spans(wanted), spans -> !spans.isEmpty())
                .getFirst();
    }

    /** Fails on a line that is not JSON. */
    private List<JsonNode> log(String role) {
        return cluster.navarch("logs", role, "--tail", "-1")
                .orFail()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private TraceCollector collector() {
        return Objects.requireNonNull(collector);
    }
}
