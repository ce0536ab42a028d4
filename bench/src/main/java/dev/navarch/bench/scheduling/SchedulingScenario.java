package dev.navarch.bench.scheduling;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.api.AddedEvents;
import dev.navarch.bench.api.ApiClient;
import dev.navarch.bench.api.ApiObjects;
import dev.navarch.bench.cluster.BenchCluster;
import dev.navarch.bench.measure.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Pods that arrive as fast as the API server takes them, until the last one is bound. */
public final class SchedulingScenario implements Scenario {
    private static final int NODES = 500;
    private static final int PODS = 5_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String BOUND = "/api/v1/pods?watch=true&fieldSelector=spec.nodeName!=";
    private static final String NODES_PATH = "/api/v1/nodes";

    @Override
    public String name() {
        return "scheduling";
    }

    @Override
    public String purpose() {
        return "5,000 pods on 500 nodes (API objects with leases), create to bound";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        try (var cluster = BenchCluster.started(workload);
                var client = ApiClient.http2(cluster.kubeconfig());
                var nodes = new BenchNodes(client, NODES)) {
            await(() -> !new String(client.body(NODES_PATH, "application/json"), StandardCharsets.UTF_8)
                    .contains("node.kubernetes.io/not-ready"));
            var bound = new AddedEvents();
            var watch = client.watch(BOUND, bound);
            try {
                return measure(client, bound);
            } finally {
                watch.dispose();
            }
        }
    }

    private Report measure(ApiClient client, AddedEvents bound) throws InterruptedException {
        var before = bound.count();
        var began = System.nanoTime();
        client.createAll(ApiObjects.PODS, PODS, i -> ApiObjects.pod("pod-" + i, "default-scheduler", 100));
        var created = (System.nanoTime() - began) / 1e9;
        var boundMeanwhile = bound.count() - before;
        await(() -> bound.count() - before >= PODS);
        var whole = (System.nanoTime() - began) / 1e9;
        return new Report(name())
                .row(
                        "pods",
                        PODS,
                        "nodes",
                        NODES,
                        "created per s",
                        PODS / created,
                        "bound per s",
                        PODS / whole,
                        "bound while creating",
                        boundMeanwhile,
                        "backlog bound per s",
                        (PODS - boundMeanwhile) / (whole - created));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("Not within " + LIMIT);
            Thread.sleep(PAUSE);
        }
    }
}
