package dev.navarch.bench.api;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.cluster.BenchCluster;
import dev.navarch.bench.measure.Report;

/** LIST of 10,000 pods of about 3 KB. */
public final class ListScenario implements Scenario {
    private static final int PODS = 10_000;
    private static final int PADDING = 1_700;

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String purpose() {
        return "LIST of 10,000 pods in JSON and protobuf, 2 in flight, beside the yardstick";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        try (var cluster = BenchCluster.started(workload);
                var filling = ApiClient.http2(cluster.kubeconfig());
                var client = ApiClient.http11(cluster.kubeconfig())) {
            filling.createAll(ApiObjects.PODS, PODS, i -> ApiObjects.pod("pod-" + i, "nobody", PADDING));
            var report = new Report(name());
            compare("JSON", "application/json", client, workload, report);
            compare("protobuf", "application/vnd.kubernetes.protobuf", client, workload, report);
            return report;
        }
    }

    private static void compare(String what, String accept, ApiClient client, Workload workload, Report report)
            throws Exception {
        try (var yardstick = Yardstick.start(workload.directory(), client.body(ApiObjects.PODS, accept));
                var bare = ApiClient.http11(yardstick.access())) {
            Comparison.of(
                            workload,
                            () -> client.load(2, workload.round(), i -> client.get(ApiObjects.PODS, accept)),
                            () -> bare.load(2, workload.round(), i -> bare.get("/body", accept)))
                    .report(what, report);
        }
    }
}
