package dev.navarch.client.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1Binding;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1DeploymentStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryClusterTest {
    private final InMemoryClusterClient client = new InMemoryClusterClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void refusesAnUpdateOfAnOlderRevision() {
        var configMaps = client.resource(V1ConfigMap.class);
        var first = configMaps.create(configMap("a"));
        configMaps.update(first.data(Map.of("k", "1")));
        first.data(Map.of("k", "2"));
        assertThatThrownBy(() -> configMaps.update(first))
                .isInstanceOfSatisfying(
                        ApiFailure.class, e -> assertThat(e.isConflict()).isTrue());
        assertThatThrownBy(() -> configMaps.create(configMap("a")))
                .isInstanceOfSatisfying(
                        ApiFailure.class, e -> assertThat(e.isAlreadyExists()).isTrue());
    }

    @Test
    void countsGenerationsOfTheSpecOnlyAndKeepsStatusApart() {
        var deployments = client.resource(V1Deployment.class);
        var created =
                deployments.create(new V1Deployment().metadata(meta("d")).spec(new V1DeploymentSpec().replicas(1)));
        deployments.updateStatus(created.status(new V1DeploymentStatus().replicas(1)));
        var patched = deployments.patch(
                "default", "d", PatchType.MERGE, "{\"spec\":{\"replicas\":2},\"status\":{\"replicas\":9}}");
        assertThat(patched.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(patched.getStatus().getReplicas()).isEqualTo(1);
    }

    @Test
    void keepsAnObjectUntilItsLastFinalizerIsGone() {
        var configMaps = client.resource(V1ConfigMap.class);
        configMaps.create(new V1ConfigMap().metadata(meta("a").finalizers(List.of("x/y"))));
        configMaps.delete("default", "a", DeleteRequest.DEFAULT);
        assertThat(configMaps.get("default", "a").getMetadata().getDeletionTimestamp())
                .isNotNull();
        configMaps.patch("default", "a", PatchType.MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(configMaps.find("default", "a")).isNull();
    }

    @Test
    void bindsAPodAndThenDeletesItGracefully() {
        var pods = client.resource(V1Pod.class);
        pods.create(new V1Pod().metadata(meta("p")).spec(new V1PodSpec()));
        pods.createSubresource(
                "default",
                "p",
                "binding",
                new V1Binding()
                        .metadata(meta("p"))
                        .target(new V1ObjectReference().kind("Node").name("n")),
                V1Binding.class);
        pods.delete("default", "p", DeleteRequest.DEFAULT);
        assertThat(pods.get("default", "p").getMetadata().getDeletionGracePeriodSeconds())
                .isEqualTo(30);
        pods.delete("default", "p", new DeleteRequest(0L, null, null));
        assertThat(pods.find("default", "p")).isNull();
    }

    @Test
    void informersSeeEveryChangeInOrderAndAScopedOneOnlyItsOwn() {
        var seen = new CopyOnWriteArrayList<String>();
        var informer = client.informer(V1ConfigMap.class, new InformerScope("", "app=web", ""));
        informer.addListener(new Informer.Listener<>() {
            @Override
            public void added(V1ConfigMap object) {
                seen.add("+" + object.getMetadata().getName());
            }

            @Override
            public void updated(V1ConfigMap before, V1ConfigMap after) {
                seen.add("~" + after.getMetadata().getName());
            }

            @Override
            public void deleted(V1ConfigMap last) {
                seen.add("-" + last.getMetadata().getName());
            }
        });
        var configMaps = client.resource(V1ConfigMap.class);
        configMaps.create(configMap("other"));
        configMaps.create(new V1ConfigMap().metadata(meta("a").labels(Map.of("app", "web"))));
        configMaps.patch("default", "a", PatchType.MERGE, "{\"data\":{\"k\":\"v\"}}");
        configMaps.patch("default", "a", PatchType.MERGE, "{\"metadata\":{\"labels\":{\"app\":\"db\"}}}");
        await("all events").untilAsserted(() -> assertThat(seen).containsExactly("+a", "~a", "-a"));
        assertThat(client.informer(V1ConfigMap.class, new InformerScope("", "app=web", "")))
                .isSameAs(informer);
    }

    @Test
    void watchesCanBeHeldBack() {
        var informer = client.informer(V1ConfigMap.class);
        client.cluster().pauseWatches();
        var revision = client.resource(V1ConfigMap.class)
                .create(configMap("a"))
                .getMetadata()
                .getResourceVersion();
        await().during(Duration.ofMillis(50)).until(() -> informer.list().isEmpty());
        client.cluster().resumeWatches();
        await("the event").until(() -> informer.find("default", "a") != null);
        assertThat(informer.revision()).isEqualTo(Long.parseLong(revision));
    }

    @Test
    void repeatedEventsAreCountedAndSimilarOnesCombined() {
        var recorder = client.events("tester");
        var about = client.resource(V1ConfigMap.class).create(configMap("a"));
        recorder.normal(about, "Same", "again");
        recorder.normal(about, "Same", "again");
        for (var i = 0; i < 12; i++) {
            recorder.warning(about, "Many", "message " + i);
        }
        var events = client.resource(CoreV1Event.class);
        await("counted")
                .untilAsserted(() -> assertThat(events.list("default", "", "reason=Same"))
                        .singleElement()
                        .satisfies(event -> assertThat(event.getCount()).isEqualTo(2)));
        await("combined")
                .untilAsserted(() -> assertThat(events.list("default", "", "reason=Many"))
                        .hasSize(10)
                        .anySatisfy(event -> {
                            assertThat(event.getMessage()).isEqualTo("(combined from similar events): message 11");
                            assertThat(event.getCount()).isEqualTo(3);
                        }));
    }

    private static V1ConfigMap configMap(String name) {
        return new V1ConfigMap().metadata(meta(name));
    }

    private static V1ObjectMeta meta(String name) {
        return new V1ObjectMeta().namespace("default").name(name);
    }
}
