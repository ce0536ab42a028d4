package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Clients that write, and one that watches, while something happens to the cluster; and what must hold in the end. */
final class WritersAndWatch implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ApiClient api;
    private final String path;
    private final Sightings sightings = new Sightings();
    private final List<RecordingClient> clients;
    private final MirroringWatch watch;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param path of a collection of ConfigMaps that nobody else writes to */
    WritersAndWatch(TestCluster cluster, String path, String prefix, long seed) {
        this.api = ApiClient.of(cluster.kubeconfig());
        this.path = path;
        this.clients = IntStream.range(0, CLIENTS)
                .mapToObj(n -> new RecordingClient(api, path, prefix + n + "-", seed + n, sightings))
                .toList();
        this.watch = new MirroringWatch(ApiClient.of(cluster.kubeconfig()), path, sightings);
        clients.forEach(threads::submit);
    }

    /** Waits until each client has had another answer: the cluster serves writes. */
    void awaitAnswers() {
        var before = clients.stream().map(RecordingClient::answered).toList();
        await("every client is answered")
                .atMost(SOON)
                .until(() ->
                        IntStream.range(0, CLIENTS).allMatch(n -> clients.get(n).answered() > before.get(n)));
    }

    /** Ends the clients and compares what they were told with what is there, and with what the watch has made of it. */
    void assertNothingWasLost() throws IOException, InterruptedException {
        stop();
        System.out.println(summary());
        await().atMost(SOON).untilAsserted(() -> assertThat(watch.objects()).isEqualTo(listed(MirroringWatch::held)));
        assertThat(sightings.violations()).isEmpty();
        var values = listed(object -> object.at("/data/v").asString());
        for (var client : clients) {
            assertThat(client.answered()).isPositive();
            client.possible()
                    .forEach((name, possible) ->
                            assertThat(possible).as(name).contains(values.getOrDefault(name, RecordingClient.ABSENT)));
        }
    }

    @Override
    public void close() {
        clients.forEach(RecordingClient::stop);
        watch.close();
        threads.shutdownNow();
    }

    private void stop() throws InterruptedException {
        clients.forEach(RecordingClient::stop);
        threads.shutdown();
        assertThat(threads.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private Map<String, String> listed(Function<JsonNode, String> value) throws IOException {
        var objects = new TreeMap<String, String>();
        for (var item : api.get(path).body().path("items"))
            objects.put(item.at("/metadata/name").asString(), value.apply(item));
        return objects;
    }

    private String summary() {
        return "%d writes answered, %d with an unknown outcome; the watch: %s"
                .formatted(
                        clients.stream().mapToInt(RecordingClient::answered).sum(),
                        clients.stream().mapToInt(RecordingClient::unknown).sum(),
                        watch.summary());
    }
}
