package dev.navarch.controller;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.LoopRunner;
import dev.navarch.loop.NotingClusterClient;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Loops at work on a cluster in memory, whose pods become ready, or end, by themselves. */
public final class LoopBed implements AutoCloseable {
    private final InMemoryClusterClient cluster = new InMemoryClusterClient();
    private final NotingClusterClient client = new NotingClusterClient(cluster);
    private final List<LoopRunner> runners = new ArrayList<>();
    private volatile Predicate<V1Pod> becomesReady = _ -> true;
    private volatile Function<V1Pod, @Nullable Integer> exitCode = _ -> null;

    public LoopBed() {
        run(Loop.named("kubelet").watching(V1Pod.class).reconciledBy(this::runPod));
    }

    public InMemoryClusterClient cluster() {
        return cluster;
    }

    public LoopBed run(Loop loop) {
        var runner = new LoopRunner(
                loop,
                client,
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                TracerProvider.noop().get(""));
        runners.add(runner);
        runner.start();
        return this;
    }

    public LoopBed run(BiFunction<NotingClusterClient, Clock, Loop> loop) {
        return run(loop.apply(client, Clock.systemUTC()));
    }

    /** As when leadership is lost, */
    public void pause() {
        runners.forEach(LoopRunner::stop);
    }

    /** and won again. */
    public void resume() {
        runners.forEach(LoopRunner::start);
    }

    /** Which pods become ready from now on. */
    public void readying(Predicate<V1Pod> which) {
        becomesReady = which;
    }

    /** Which pods end from now on, and how: their exit code, or null for those that run on. */
    public void ending(Function<V1Pod, @Nullable Integer> how) {
        exitCode = how;
        pods().forEach(pod -> finish(pod, how.apply(pod)));
    }

    public V1Pod pod(String name) {
        return cluster.resource(V1Pod.class).get("default", name);
    }

    /** As its node would say it. */
    public void report(V1Pod pod, String status) {
        var metadata = pod.getMetadata();
        cluster.resource(V1Pod.class)
                .patchStatus("default", metadata.getName(), PatchType.MERGE, "{\"status\":" + status + "}");
    }

    public List<V1Pod> pods() {
        return cluster.resource(V1Pod.class).list("default", "", "");
    }

    public List<String> events(String reason) {
        return cluster.resource(CoreV1Event.class).list("default", "", "reason=" + reason).stream()
                .map(CoreV1Event::getMessage)
                .toList();
    }

    @Override
    public void close() {
        runners.forEach(LoopRunner::close);
        cluster.close();
    }

    private Outcome runPod(Key key) {
        var pod = client.informer(V1Pod.class).find(key.namespace(), key.name());
        if (pod == null || pod.getStatus() != null) {
            return Outcome.done();
        }
        var code = exitCode.apply(pod);
        if (code != null) {
            finish(pod, code);
        } else if (becomesReady.test(pod)) {
            return startPod(pod);
        }
        return Outcome.done();
    }

    /** Only the pod that was looked at: a test may have said something of it since. */
    private Outcome startPod(V1Pod pod) {
        var started = ModelJson.copy(pod).status(ModelJson.read(ModelJson.parse("""
                        {"phase":"Running","conditions":[
                          {"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}]}"""), V1PodStatus.class));
        try {
            cluster.resource(V1Pod.class).updateStatus(started);
            return Outcome.done();
        } catch (ApiFailure e) {
            if (e.isConflict()) {
                return Outcome.retry();
            }
            throw e;
        }
    }

    private void finish(V1Pod pod, @Nullable Integer code) {
        if (code != null) {
            report(pod, """
                    {"phase":"%s","conditions":[],"containerStatuses":[{"name":"c","state":{"terminated":
                      {"exitCode":%d,"finishedAt":"2026-01-01T00:00:00Z"}}}]}""".formatted(code == 0 ? "Succeeded" : "Failed", code));
        }
    }
}
