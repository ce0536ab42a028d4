package dev.navarch.controller;

import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.LoopRunner;
import dev.navarch.loop.NotingClusterClient;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1Pod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Loops at work on a cluster in memory, whose pods become ready by themselves. */
public final class LoopBed implements AutoCloseable {
    private final InMemoryClusterClient cluster = new InMemoryClusterClient();
    private final NotingClusterClient client = new NotingClusterClient(cluster);
    private final List<LoopRunner> runners = new ArrayList<>();
    private volatile Predicate<V1Pod> becomesReady = _ -> true;

    public LoopBed() {
        run(Loop.named("kubelet").watching(V1Pod.class).reconciledBy(this::runPod));
    }

    public InMemoryClusterClient cluster() {
        return cluster;
    }

    public LoopBed run(Loop loop) {
        var runner = new LoopRunner(loop, client, Clock.systemUTC(), new SimpleMeterRegistry());
        runners.add(runner);
        runner.start();
        return this;
    }

    public LoopBed run(BiFunction<NotingClusterClient, Clock, Loop> loop) {
        return run(loop.apply(client, Clock.systemUTC()));
    }

    /** Which pods become ready from now on. */
    public void readying(Predicate<V1Pod> which) {
        becomesReady = which;
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
        if (pod != null && pod.getStatus() == null && becomesReady.test(pod)) {
            client.resource(V1Pod.class).patchStatus(key.namespace(), key.name(), PatchType.MERGE, """
                            {"status":{"phase":"Running","conditions":[
                              {"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}""");
        }
        return Outcome.done();
    }
}
