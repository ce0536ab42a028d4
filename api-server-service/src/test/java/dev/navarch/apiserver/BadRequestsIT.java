package dev.navarch.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Bad input of every kind: the answer says what is wrong with it, and nothing that is stored has changed. */
class BadRequestsIT {
    private static final String NAMESPACE = "/api/v1/namespaces/bad";
    private static final List<String> KEPT = List.of(
            NAMESPACE + "/configmaps",
            NAMESPACE + "/secrets",
            NAMESPACE + "/services",
            NAMESPACE + "/pods",
            "/apis/apps/v1/namespaces/bad/deployments",
            "/api/v1/nodes",
            "/api/v1/namespaces");

    @TempDir
    static Path directory;

    private static @Nullable TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(directory, "--server.port=0", "--navarch.api-server.advertise-address=192.0.2.1");
        server.create("/api/v1/namespaces", "{'metadata': {'name': 'bad'}}");
        server.create(NAMESPACE + "/serviceaccounts", "{'metadata': {'name': 'default'}}");
        server.create(NAMESPACE + "/configmaps", "{'metadata': {'name': 'c'}, 'data': {'a': 'b'}}");
        server.create(
                NAMESPACE + "/pods",
                "{'metadata': {'name': 'p'}, 'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}");
        server.create(
                "/apis/apps/v1/namespaces/bad/deployments",
                "{'metadata': {'name': 'd'}, 'spec': {'selector': {'matchLabels': {'a': 'b'}}, 'template': {'metadata':"
                        + " {'labels': {'a': 'b'}}, 'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}}}");
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    record Row(
            String method,
            String path,
            String contentType,
            String body,
            int code,
            String reason,
            String says,
            String causes) {
        static Row of(String line) {
            var cells = line.split("\t", -1);
            return new Row(
                    cells[0], cells[1], cells[2], cells[3], Integer.parseInt(cells[4]), cells[5], cells[6], cells[7]);
        }

        String sent() {
            return body.replace('\'', '"')
                    .replace("{DEEP}", "[".repeat(20_000))
                    .replace("{LARGE}", "x".repeat(1_100_000))
                    .replace("{OPERATIONS}", operations(10_001));
        }

        private static String operations(int count) {
            return IntStream.range(0, count)
                    .mapToObj(_ -> "{\"op\":\"add\",\"path\":\"/data/a\",\"value\":\"z\"}")
                    .collect(Collectors.joining(",", "[", "]"));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    static Stream<Row> rows() throws IOException {
        try (var in = requireNonNull(BadRequestsIT.class.getResourceAsStream("bad-requests.tsv"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Row::of).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isRefusedForWhatIsWrongWithIt(Row row) throws Exception {
        var before = kept();

        var answer = running().send(row.method(), row.path(), row.sent(), row.contentType());

        var status = Json.read(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(row.code());
        assertThat(status.path("kind").asString("")).isEqualTo("Status");
        assertThat(status.path("code").asInt(0)).isEqualTo(row.code());
        assertThat(status.path("reason").asString("")).as(answer.body()).isEqualTo(row.reason());
        assertThat(answer.body()).contains(row.says());
        assertThat(causes(status)).isEqualTo(row.causes());
        assertThat(kept()).isEqualTo(before);
    }

    private static String causes(JsonNode status) {
        return StreamSupport.stream(status.path("details").path("causes").spliterator(), false)
                .map(cause -> cause.path("field").asString(""))
                .filter(field -> !field.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static List<JsonNode> kept() throws Exception {
        var all = new ArrayList<JsonNode>();
        for (var path : KEPT) all.add(running().get(path).path("items"));
        return all;
    }

    private static TlsServer running() {
        return requireNonNull(server);
    }
}
