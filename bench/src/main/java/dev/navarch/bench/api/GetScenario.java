package dev.navarch.bench.api;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.cluster.BenchCluster;
import dev.navarch.bench.measure.Report;
import java.util.List;

/** GET of one ConfigMap over HTTP/2. */
public final class GetScenario implements Scenario {
    private static final String JSON = "application/json";

    @Override
    public String name() {
        return "get";
    }

    @Override
    public String purpose() {
        return "GET of a 1-KB ConfigMap, 1 and 64 in flight, beside the yardstick";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        var path = ApiObjects.CONFIG_MAPS + "/one";
        try (var cluster = BenchCluster.started(workload);
                var client = ApiClient.http2(cluster.kubeconfig())) {
            client.createAll(ApiObjects.CONFIG_MAPS, 1, i -> ApiObjects.configMap("one", 800));
            try (var yardstick = Yardstick.start(workload.directory(), client.body(path, JSON));
                    var bare = ApiClient.http2(yardstick.access())) {
                var report = new Report(name());
                for (int clients : List.of(1, 64)) {
                    Comparison.of(
                                    workload,
                                    () -> client.load(clients, workload.round(), i -> client.get(path, JSON)),
                                    () -> bare.load(clients, workload.round(), i -> bare.get("/body", JSON)))
                            .report("GET, " + clients + " in flight", report);
                }
                return report;
            }
        }
    }
}
