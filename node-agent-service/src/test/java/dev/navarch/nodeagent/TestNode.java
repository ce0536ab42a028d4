package dev.navarch.nodeagent;

import static org.awaitility.Awaitility.await;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.nodeagent.containerd.TestImages;
import dev.navarch.nodeagent.settings.Housekeeping;
import dev.navarch.nodeagent.settings.NodeDirectories;
import dev.navarch.nodeagent.settings.NodeProperties;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.opentelemetry.api.trace.TracerProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** A node on real containerd under an API in memory. */
@SuppressWarnings("NullAway") // what a test reads of a model is there, or the test fails
final class TestNode implements AutoCloseable {
    static final String NAME = "n1";
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String NAMESPACE = "default";
    final ClusterClient client;
    final NodeProperties properties;
    final NodeDirectories directories;
    NodeAgent agent;

    private TestNode(ClusterClient client, NodeProperties properties, NodeAgent agent) throws IOException {
        this.client = client;
        this.properties = properties;
        this.directories = NodeDirectories.of(properties.directory());
        this.agent = agent;
        client.resource(V1Namespace.class).create(new V1Namespace().metadata(new V1ObjectMeta().name(NAMESPACE)));
        var archive = directories.root().resolve("busybox.tar");
        TestImages.busybox().writeTo(archive);
        agent.containerd().load(archive);
        await("the node to be ready").atMost(Duration.ofSeconds(60)).until(agent::ready);
    }

    static TestNode start(Path directory) throws IOException {
        return start(directory, Housekeeping.DEFAULT);
    }

    static TestNode start(Path directory, Housekeeping housekeeping) throws IOException {
        var client = new InMemoryClusterClient();
        var properties = properties(directory, housekeeping);
        var agent = new NodeAgent(
                properties, client, Clock.systemUTC(), TracerProvider.noop().get(""));
        agent.start();
        return new TestNode(client, properties, agent);
    }

    /** An agent that runs already. */
    static TestNode around(NodeAgent agent, ClusterClient client, Path directory) throws IOException {
        return new TestNode(client, properties(directory, Housekeeping.DEFAULT), agent);
    }

    private static NodeProperties properties(Path directory, Housekeeping housekeeping) {
        return new NodeProperties(
                NAME,
                directory,
                null,
                10250,
                "10.244.9.0/24",
                List.of("10.96.0.10"),
                "cluster.local",
                java.util.Map.of("zone", "a"),
                List.of(),
                "node.local/pause:1",
                null,
                null,
                null,
                null,
                110,
                NodeProperties.Executables.DEFAULT,
                housekeeping);
    }

    /** Another agent takes over, as after a crash. */
    void restart() {
        agent.close();
        agent = new NodeAgent(
                properties, client, Clock.systemUTC(), TracerProvider.noop().get(""));
        agent.start();
    }

    V1Pod create(String name, V1PodSpec spec) {
        return client.resource(V1Pod.class)
                .create(new V1Pod()
                        .metadata(new V1ObjectMeta()
                                .namespace(NAMESPACE)
                                .name(name)
                                .putLabelsItem("app", name))
                        .spec(spec.nodeName(NAME)));
    }

    V1Pod get(String name) {
        return client.resource(V1Pod.class).get(NAMESPACE, name);
    }

    void delete(String name, long grace) {
        client.resource(V1Pod.class).delete(NAMESPACE, name, new DeleteRequest(grace, null, null));
    }

    V1Pod awaitThat(String name, String what, Duration timeout, Predicate<V1Pod> condition) {
        await(name + " " + what)
                .atMost(timeout)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var pod = client.resource(V1Pod.class).find(NAMESPACE, name);
                    return pod != null && pod.getStatus() != null && condition.test(pod);
                });
        return get(name);
    }

    V1Pod awaitReady(String name) {
        return awaitThat(name, "ready", PATIENCE, TestNode::isReady);
    }

    V1Pod awaitPhase(String name, String phase) {
        return awaitThat(
                name,
                phase,
                Duration.ofSeconds(20),
                pod -> phase.equals(pod.getStatus().getPhase()));
    }

    void awaitGone(String name) {
        await(name + " gone")
                .atMost(PATIENCE)
                .until(() -> client.resource(V1Pod.class).find(NAMESPACE, name) == null);
    }

    String exec(V1Pod pod, String container, String... command) {
        var id = status(pod, container).getContainerID().substring("containerd://".length());
        var answer = agent.runtime().exec(id, Arrays.asList(command), Duration.ofSeconds(10));
        return answer.getStdout().toStringUtf8() + answer.getStderr().toStringUtf8();
    }

    Path log(V1Pod pod, String container, int run) {
        return directories
                .podLogs(
                        NAMESPACE,
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid())
                .resolve(container)
                .resolve(run + ".log");
    }

    List<CoreV1Event> events(V1Pod pod) {
        return client.resource(CoreV1Event.class).list(NAMESPACE, "", "").stream()
                .filter(event -> Objects.equals(
                        event.getInvolvedObject().getUid(), pod.getMetadata().getUid()))
                .toList();
    }

    static boolean isReady(V1Pod pod) {
        return condition(pod, "Ready").equals("True");
    }

    static String condition(V1Pod pod, String type) {
        var conditions = pod.getStatus() == null ? null : pod.getStatus().getConditions();
        if (conditions == null) return "";
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .map(io.kubernetes.client.openapi.models.V1PodCondition::getStatus)
                .findFirst()
                .orElse("");
    }

    static V1ContainerStatus status(V1Pod pod, String container) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(container))
                .findFirst()
                .orElseThrow();
    }

    static V1Container container(String name, String... command) {
        return new V1Container()
                .name(name)
                .image(TestImages.BUSYBOX)
                .imagePullPolicy("IfNotPresent")
                .terminationMessagePath("/dev/termination-log")
                .terminationMessagePolicy("File")
                .command(Arrays.asList(command));
    }

    static V1PodSpec pod(V1Container... containers) {
        return new V1PodSpec()
                .containers(Arrays.asList(containers))
                .restartPolicy("Always")
                .terminationGracePeriodSeconds(2L)
                .dnsPolicy("ClusterFirst")
                .serviceAccountName("default");
    }

    @Override
    public void close() throws IOException {
        agent.endEverything();
    }
}
