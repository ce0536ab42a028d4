package dev.navarch.bench.dns;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.api.ApiClient;
import dev.navarch.bench.cluster.BenchCluster;
import dev.navarch.bench.measure.Median;
import dev.navarch.bench.measure.Report;
import dev.navarch.bench.measure.Round;
import dev.navarch.bench.measure.Turns;
import dev.navarch.bench.measure.YardstickProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import tools.jackson.databind.json.JsonMapper;

/** A Service's address, asked for over and over. */
public final class DnsScenario implements Scenario {
    private static final String NAME = "kubernetes.default.svc.cluster.local";
    private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices"
            + "?labelSelector=kubernetes.io%2Fservice-name%3Dkube-dns";
    private static final int CLIENTS = 8;
    private static final int IN_FLIGHT_EACH = 13;

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public String purpose() {
        return "A records of a Service, " + CLIENTS + " clients with 100 queries in flight, beside the yardstick";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        try (var cluster = BenchCluster.started(workload);
                var api = ApiClient.http2(cluster.kubeconfig())) {
            var ours = load(port(api));
            var answer = Files.write(workload.directory().resolve("dns-answer"), ours.once());
            try (var yardstick = YardstickProcess.start(EchoServer.class, answer)) {
                var bare = load(yardstick.port());
                return report(Turns.take(
                        workload.warmUps(),
                        workload.rounds(),
                        _ -> ours.run(workload.round()),
                        _ -> bare.run(workload.round())));
            }
        }
    }

    private static QueryLoad load(int port) {
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new QueryLoad(server, NAME, CLIENTS, IN_FLIGHT_EACH);
    }

    /** With simulated nodes, the server is bound to the loopback address. */
    private static int port(ApiClient api) throws IOException {
        var slices = JsonMapper.shared().readTree(api.body(SLICES, "application/json"));
        for (var port : slices.path("items").path(0).path("ports")) {
            if (port.path("protocol").asString("").equals("UDP"))
                return port.path("port").asInt();
        }
        throw new IOException("The Service kube-dns has no endpoint: " + slices);
    }

    private Report report(Turns turns) {
        var rate = Median.of(turns.ours(), Round::perSecond);
        var bare = Median.of(turns.yardstick(), Round::perSecond);
        return new Report(name())
                .row(
                        "queries per s",
                        rate,
                        "yardstick per s",
                        bare,
                        "ratio",
                        rate / bare,
                        "p50 ms",
                        Median.of(turns.ours(), round -> round.millisAt(0.5)),
                        "p99 ms",
                        Median.of(turns.ours(), round -> round.millisAt(0.99)));
    }
}
