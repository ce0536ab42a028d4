package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.ContainerRecord.State;
import dev.navarch.nodeagent.runtime.RuntimeLabels;
import dev.navarch.nodeagent.runtime.RuntimePod;
import dev.navarch.nodeagent.runtime.Sandbox;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Pods and what a runtime holds of them, a word each. */
final class TestPods {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final PodKey KEY = new PodKey("default", "web", "u1");

    private TestPods() {}

    static V1Pod pod(String restartPolicy, String... containers) {
        return new V1Pod()
                .metadata(new V1ObjectMeta().namespace("default").name("web").uid("u1"))
                .spec(new V1PodSpec()
                        .restartPolicy(restartPolicy)
                        .containers(Arrays.stream(containers)
                                .map(TestPods::container)
                                .toList()));
    }

    static V1Pod withInit(V1Pod pod, String... containers) {
        var all = new ArrayList<V1Container>();
        for (var name : containers) {
            all.add(name.startsWith("side") ? container(name).restartPolicy("Always") : container(name));
        }
        specOf(pod).initContainers(all);
        return pod;
    }

    static V1Container container(String name) {
        return new V1Container().name(name).image("image");
    }

    static RuntimePod runtime(boolean ready, ContainerRecord... runs) {
        return new RuntimePod(KEY, List.of(new Sandbox("s1", KEY, 0, ready, START, "10.1.1.1")), List.of(runs));
    }

    static RuntimePod nothing() {
        return new RuntimePod(KEY, List.of(), List.of());
    }

    static ContainerRecord running(String name, int attempt) {
        return run(name, attempt, State.RUNNING, 0);
    }

    static ContainerRecord exited(String name, int attempt, int code) {
        return run(name, attempt, State.EXITED, code);
    }

    static ContainerRecord run(String name, int attempt, State state, int code) {
        var hash = new PodContainer(container(name), PodContainer.Kind.REGULAR, null).hash();
        var began = START.plusSeconds(10L * attempt + 1);
        return new ContainerRecord(
                name + "-" + attempt,
                name,
                "s1",
                attempt,
                state,
                began,
                began,
                state == State.EXITED ? began.plusSeconds(5) : Instant.EPOCH,
                code,
                state == State.EXITED ? (code == 0 ? "Completed" : "Error") : "",
                "",
                "image",
                "sha256:1",
                "",
                Map.of(RuntimeLabels.HASH, hash, RuntimeLabels.RESTART_COUNT, Integer.toString(attempt)));
    }
}
