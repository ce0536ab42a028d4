package dev.navarch.bench.api;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.cluster.BenchCluster;
import dev.navarch.bench.measure.Median;
import dev.navarch.bench.measure.Report;
import dev.navarch.bench.measure.Round;
import dev.navarch.bench.measure.Turns;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Updates that a thousand watches see. */
public final class FanOutScenario implements Scenario {
    private static final int WATCHES = 1_000;
    private static final int UPDATES = 200;
    private static final int UPDATED_AT_ONCE = 8;
    private static final int SIZE = 800;
    private static final int WARM_UPS = 2;
    private static final String JSON = "application/json";

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String purpose() {
        return UPDATES + " updates of 1-KB ConfigMaps to " + WATCHES + " watches over HTTP/2, beside the yardstick";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        try (var cluster = BenchCluster.started(workload);
                var client = ApiClient.http2(cluster.kubeconfig())) {
            client.createAll(ApiObjects.CONFIG_MAPS, UPDATED_AT_ONCE, i -> ApiObjects.configMap(objectName(i), SIZE));
            try (var yardstick = Yardstick.start(workload.directory(), event(client));
                    var bare = ApiClient.http2(yardstick.access())) {
                var turns = Turns.take(
                        WARM_UPS, workload.rounds(), _ -> ours(client), turn -> yardstick(bare, "/watch/" + turn));
                return report(turns);
            }
        }
    }

    private static Round ours(ApiClient client) throws InterruptedException {
        var list = JsonMapper.shared().readTree(client.body(ApiObjects.CONFIG_MAPS, JSON));
        var path = ApiObjects.CONFIG_MAPS + "?watch=true&resourceVersion="
                + list.path("metadata").path("resourceVersion").asString("");
        try (var fleet = WatchFleet.open(client, path, WATCHES, (long) WATCHES * UPDATES)) {
            return fleet.measure(() -> Flux.range(0, UPDATED_AT_ONCE)
                    .flatMap(i -> client.send(
                                    HttpMethod.PUT,
                                    ApiObjects.CONFIG_MAPS + "/" + objectName(i),
                                    ApiObjects.configMap(objectName(i), SIZE))
                            .repeat(UPDATES / UPDATED_AT_ONCE - 1L))
                    .then()
                    .block());
        }
    }

    private static Round yardstick(ApiClient bare, String path) throws InterruptedException {
        try (var fleet = WatchFleet.open(bare, path, WATCHES, (long) WATCHES * UPDATES)) {
            return fleet.measure(
                    () -> bare.send(HttpMethod.POST, path + "/" + UPDATES, "").block());
        }
    }

    /** As a watch brings it. */
    private static byte[] event(ApiClient client) {
        var object =
                new String(client.body(ApiObjects.CONFIG_MAPS + "/" + objectName(0), JSON), StandardCharsets.UTF_8);
        var event = "{\"type\":\"MODIFIED\",\"object\":" + object.strip() + "}\n";
        return event.getBytes(StandardCharsets.UTF_8);
    }

    private static String objectName(int index) {
        return "fan-" + index;
    }

    private Report report(Turns turns) {
        var rate = Median.of(turns.ours(), Round::perSecond);
        var bare = Median.of(turns.yardstick(), Round::perSecond);
        return new Report(name())
                .row(
                        "watches",
                        WATCHES,
                        "events per s",
                        rate,
                        "yardstick per s",
                        bare,
                        "ratio",
                        rate / bare,
                        "MB/s",
                        Median.of(turns.ours(), Round::megabytesPerSecond));
    }
}
