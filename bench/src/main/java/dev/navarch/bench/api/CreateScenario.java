package dev.navarch.bench.api;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.cluster.BenchCluster;
import dev.navarch.bench.measure.Report;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Durable creates over HTTP/2, beside a POST that nobody keeps. */
public final class CreateScenario implements Scenario {
    @Override
    public String name() {
        return "create";
    }

    @Override
    public String purpose() {
        return "POST of 1-KB ConfigMaps, 1, 64 and 512 in flight, beside the yardstick (which keeps nothing)";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        try (var cluster = BenchCluster.started(workload);
                var client = ApiClient.http2(cluster.kubeconfig());
                var yardstick = Yardstick.start(workload.directory(), new byte[0]);
                var bare = ApiClient.http2(yardstick.access())) {
            var names = new AtomicInteger();
            var report = new Report(name());
            for (int clients : List.of(1, 64, 512)) {
                Comparison.of(
                                workload,
                                () -> client.load(
                                        clients, workload.round(), i -> create(client, ApiObjects.CONFIG_MAPS, names)),
                                () -> bare.load(clients, workload.round(), i -> create(bare, "/body", names)))
                        .report("POST, " + clients + " in flight", report);
            }
            return report;
        }
    }

    private static Mono<Long> create(ApiClient client, String path, AtomicInteger names) {
        return Mono.defer(
                () -> client.send(HttpMethod.POST, path, ApiObjects.configMap("made-" + names.incrementAndGet(), 800)));
    }
}
