package dev.navarch.apiserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.ObjectDecoder;
import dev.navarch.machinery.codec.PeerDescriptors;
import dev.navarch.machinery.codec.ProtobufCodec;
import dev.navarch.machinery.codec.RandomTrees;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.resources.catalog.ResourceCatalog;
import dev.navarch.store.VersionedStore;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** The server's answers in protobuf beside its answers in JSON, for an object of every kind that fills whatever fields the kind has. */
class ProtobufAnswersIT {
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final String NOT_AT_THE_PEER = "apiregistration.k8s.io";
    private static final String METADATA = ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private static final SchemaCatalog SCHEMAS = SchemaCatalog.builtIn();
    private static final ProtobufCodec CODEC = new ProtobufCodec(SCHEMAS);
    private static final PeerDescriptors PEERS = new PeerDescriptors();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static @Nullable ConfigurableApplicationContext server;
    private static String base = "";

    static {
        // The peer was generated long ago and warns about itself once a message.
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
    }

    @BeforeAll
    static void start() {
        server = ApiServerApplication.builder().run("--server.port=0", "--spring.main.banner-mode=off");
        var port = requireNonNull(((WebServerApplicationContext) server).getWebServer())
                .getPort();
        base = "http://127.0.0.1:" + port;
        var store = server.getBean(VersionedStore.class);
        for (var resource : server.getBean(ServedResources.class).all())
            if (resource.definition().stored() && resource.servesStoredBytes())
                store.create(resource.storeKey("filled", "filled"), Json.write(filled(resource)), Duration.ofDays(1));
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    static Stream<String> kinds() {
        return ResourceCatalog.builtIn().definitions().stream()
                .filter(definition -> definition.stored())
                .map(definition -> definition.names().groupVersion() + "/"
                        + definition.names().plural());
    }

    /** As it lies in the store: kind, apiVersion and metadata first. */
    private static ObjectNode filled(ServedResource resource) {
        var kind = resource.kind();
        var random = new RandomTrees(new Random(kind.hashCode())).object(requireNonNull(resource.schema()));
        var metadata = random.withObject("metadata");
        metadata.put("name", "filled").remove("resourceVersion");
        if (resource.namespaced()) metadata.put("namespace", "filled");
        else metadata.remove("namespace");
        var object = Json.object()
                .put("kind", kind.kind())
                .put("apiVersion", kind.groupVersion().toString());
        object.set("metadata", metadata);
        normalized(random, resource)
                .properties()
                .forEach(field -> object.putIfAbsent(field.getKey(), field.getValue()));
        return object;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anObjectIsTheSameInBothForms(String kind) throws Exception {
        var resource = resource(kind);
        var json = Json.readObject(get(path(resource, true), "application/json").body());

        var answer = get(path(resource, true), PROTOBUF + ", application/json;q=0.5");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
        assertThat(decoded(answer.body(), resource)).isEqualTo(json);
        assertThatThePeerReadsAllOf(answer.body(), resource.kind());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aListIsTheSameInBothForms(String kind) throws Exception {
        var resource = resource(kind);
        var listKind = resource.kind().groupVersion().kind(resource.kind().kind() + "List");
        var json =
                Json.readObject(get(path(resource, false), "application/json").body());

        var answer = get(path(resource, false), PROTOBUF);

        var list = CODEC.decode(answer.body(), listKind);
        assertThat(list.path("kind").asString()).isEqualTo(listKind.kind());
        assertThat(list.path("metadata")).isEqualTo(json.path("metadata"));
        assertThat(list.path("items")).hasSize(1);
        assertThat(normalized((ObjectNode) list.path("items").get(0), resource))
                .isEqualTo(json.path("items").get(0));
        assertThatThePeerReadsAllOf(answer.body(), listKind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWatchFramesTheObjectAndTheEndOfTheInitialEvents(String kind) throws Exception {
        var resource = resource(kind);
        var json = Json.readObject(get(path(resource, true), "application/json").body());

        var stream = CLIENT.send(
                request(path(resource, false) + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                                + "&allowWatchBookmarks=true&timeoutSeconds=20")
                        .header("Accept", PROTOBUF + ";stream=watch")
                        .build(),
                BodyHandlers.ofInputStream());

        assertThat(stream.headers().firstValue("Content-Type")).hasValue(PROTOBUF + ";stream=watch");
        try (var frames = new DataInputStream(stream.body())) {
            var added = event(frames);
            assertThat(added.getType()).isEqualTo("ADDED");
            assertThat(decoded(added.getObject().getRaw().toByteArray(), resource))
                    .isEqualTo(json);
            var end = event(frames);
            assertThat(end.getType()).isEqualTo("BOOKMARK");
            var bookmark = CODEC.decode(end.getObject().getRaw().toByteArray(), resource.kind());
            assertThat(bookmark.at("/metadata/annotations/k8s.io~1initial-events-end")
                            .asString(""))
                    .isEqualTo("true");
            assertThat(bookmark.at("/metadata/resourceVersion").asString("")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aTableTellsTheEndOfTheInitialEventsToo(String kind) throws Exception {
        var resource = resource(kind);
        var stream = CLIENT.send(
                request(path(resource, false) + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                                + "&allowWatchBookmarks=true&timeoutSeconds=20")
                        .header("Accept", "application/json;as=Table;g=meta.k8s.io;v=v1")
                        .build(),
                BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(Json.read(lines.readLine())
                            .at("/object/rows/0/object/metadata/name")
                            .asString(""))
                    .isEqualTo("filled");
            var bookmark = Json.read(lines.readLine());
            assertThat(bookmark.path("type").asString("")).isEqualTo("BOOKMARK");
            assertThat(bookmark.at("/object/kind").asString("")).isEqualTo("Table");
            assertThat(bookmark.at("/object/rows/0/object/metadata/annotations/k8s.io~1initial-events-end")
                            .asString(""))
                    .isEqualTo("true");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?watch=true&sendInitialEvents=true | sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",
                "?watch=true&sendInitialEvents=false | sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",
                "?watch=true&sendInitialEvents=true&resourceVersionMatch=Exact | supported values: \"NotOlderThan\"",
                "?watch=true&resourceVersionMatch=NotOlderThan | forbidden for watch unless sendInitialEvents is provided",
                "?sendInitialEvents=true | sendInitialEvents is forbidden for list"
            })
    void refusesInitialEventsThatAreAskedForWrongly(String query, String reason) throws Exception {
        var refused = get("/api/v1/namespaces/filled/pods" + query, PROTOBUF);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(status(refused).getReason()).isEqualTo("Invalid");
        assertThat(status(refused).getMessage()).contains(reason);
    }

    @Test
    void metadataAloneComesInBothForms() throws Exception {
        var pods = "/api/v1/namespaces/filled/pods";
        for (var media : new String[] {PROTOBUF, "application/json"}) {
            var accept = media + METADATA + ",application/json" + METADATA + ",application/json";
            assertThat(get(pods + "/filled", accept).headers().firstValue("Content-Type"))
                    .hasValue(media);
        }
        var kind = new GroupVersionKind("meta.k8s.io", "v1", "PartialObjectMetadata");
        var pod = unknown(get(pods + "/filled", PROTOBUF + METADATA).body());
        assertThat(pod.getTypeMeta().getKind()).isEqualTo(kind.kind());
        assertThat(V1.Pod.parseFrom(pod.getRaw()).getMetadata().getName()).isEqualTo("filled");
        assertThat(V1.Pod.parseFrom(pod.getRaw()).hasSpec()).isFalse();
        var list = unknown(get(pods, PROTOBUF + METADATA.replace("Metadata;", "MetadataList;"))
                .body());
        assertThat(list.getTypeMeta().getKind()).isEqualTo("PartialObjectMetadataList");
        assertThat(V1.PodList.parseFrom(list.getRaw()).getItems(0).getMetadata().getName())
                .isEqualTo("filled");
    }

    @Test
    void whatIsWrittenIsAnsweredInProtobuf() throws Exception {
        var configMaps = "/api/v1/namespaces/written/configmaps";
        var kind = new GroupVersionKind("", "v1", "ConfigMap");
        var object = Json.object().put("kind", "ConfigMap").put("apiVersion", "v1");
        object.putObject("metadata").put("name", "a");
        object.putObject("data").put("k", "v");

        var created = write("POST", configMaps, PROTOBUF, CODEC.encode(object));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(CODEC.decode(created.body(), kind).at("/data/k").asString(""))
                .isEqualTo("v");

        var patched = write(
                "PATCH",
                configMaps + "/a",
                "application/merge-patch+json",
                "{\"data\":{\"k\":\"w\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(CODEC.decode(patched.body(), kind).at("/data/k").asString(""))
                .isEqualTo("w");

        var deleted = write("DELETE", configMaps + "/a", PROTOBUF, new byte[0]);
        assertThat(status(deleted).getStatus()).isEqualTo("Success");
        assertThat(status(deleted).getDetails().getName()).isEqualTo("a");
    }

    @Test
    void whatGoesWrongIsToldInTheFormThatWasAskedFor() throws Exception {
        var missing = get("/api/v1/namespaces/filled/pods/nobody", PROTOBUF + ",application/json");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(status(missing).getReason()).isEqualTo("NotFound");
        assertThat(status(missing).getDetails().getKind()).isEqualTo("pods");
        assertThat(get("/api/v1/namespaces/filled/pods/nobody", "application/json," + PROTOBUF)
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    void aTableHasNoProtobufForm() throws Exception {
        var table = ";as=Table;g=meta.k8s.io;v=v1";
        var pods = "/api/v1/namespaces/filled/pods";
        assertThat(get(pods, PROTOBUF + table).statusCode()).isEqualTo(406);
        assertThat(get(pods, PROTOBUF + table + ",application/json" + table)
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    void classicDiscoveryComesInProtobuf() throws Exception {
        var groups = unknown(get("/apis", PROTOBUF).body());
        assertThat(groups.getTypeMeta().getKind()).isEqualTo("APIGroupList");
        assertThat(Meta.APIGroupList.parseFrom(groups.getRaw()).getGroupsList())
                .anySatisfy(group -> assertThat(group.getName()).isEqualTo("apps"));
        var core = Meta.APIResourceList.parseFrom(
                unknown(get("/api/v1", PROTOBUF).body()).getRaw());
        assertThat(core.getResourcesList())
                .anySatisfy(resource -> assertThat(resource.getName()).isEqualTo("pods/status"));
    }

    @Test
    void aggregatedDiscoveryComesInTheVersionAskedFor() throws Exception {
        for (var version : new String[] {"v2", "v2beta1"}) {
            var accept = "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
            for (var path : new String[] {"/api", "/apis"}) {
                var answer = get(path, accept + ",application/json");
                assertThat(answer.headers().firstValue("Content-Type")).hasValue(accept);
                assertThat(Json.readObject(answer.body()).path("apiVersion").asString(""))
                        .isEqualTo("apidiscovery.k8s.io/" + version);
            }
        }
        assertThat(Json.readObject(get(
                                        "/apis",
                                        "application/json;g=apidiscovery.k8s.io;v=v3;as=APIGroupDiscoveryList,"
                                                + "application/json")
                                .body())
                        .path("kind")
                        .asString(""))
                .isEqualTo("APIGroupList");
    }

    private static ServedResource resource(String kind) {
        return requireNonNull(server).getBean(ServedResources.class).all().stream()
                .filter(one -> kind.equals(
                        one.names().groupVersion() + "/" + one.names().plural()))
                .findFirst()
                .orElseThrow();
    }

    private static String path(ServedResource resource, boolean one) {
        var version = resource.names().groupVersion();
        return (version.group().isEmpty() ? "/api/" : "/apis/")
                + version
                + (resource.namespaced() ? "/namespaces/filled/" : "/")
                + resource.names().plural()
                + (one ? "/filled" : "");
    }

    private static ObjectNode decoded(byte[] envelope, ServedResource resource) {
        return normalized(CODEC.decode(envelope, resource.kind()), resource);
    }

    private static ObjectNode normalized(ObjectNode object, ServedResource resource) {
        new ObjectDecoder(SCHEMAS).normalize(object, requireNonNull(resource.schema()));
        return object;
    }

    private static void assertThatThePeerReadsAllOf(byte[] envelope, GroupVersionKind kind) throws IOException {
        var descriptor = PEERS.find(SCHEMAS.get(kind).name());
        assertThat(descriptor != null)
                .as("the peer knows %s", kind)
                .isEqualTo(!kind.group().equals(NOT_AT_THE_PEER));
        if (descriptor != null)
            PeerDescriptors.assertHasNoUnknownFields(
                    DynamicMessage.parseFrom(descriptor, unknown(envelope).getRaw()));
    }

    private static Runtime.Unknown unknown(byte[] envelope) throws IOException {
        assertThat(envelope).startsWith('k', '8', 's', 0);
        return Runtime.Unknown.parseFrom(Arrays.copyOfRange(envelope, 4, envelope.length));
    }

    private static Meta.Status status(HttpResponse<byte[]> answer) throws IOException {
        assertThat(unknown(answer.body()).getTypeMeta().getKind()).isEqualTo("Status");
        return Meta.Status.parseFrom(unknown(answer.body()).getRaw());
    }

    private static Meta.WatchEvent event(DataInputStream frames) throws IOException {
        return Meta.WatchEvent.parseFrom(frames.readNBytes(frames.readInt()));
    }

    private static HttpResponse<byte[]> get(String path, String accept) throws Exception {
        return CLIENT.send(request(path).header("Accept", accept).build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> write(String method, String path, String type, byte[] body) throws Exception {
        return CLIENT.send(
                request(path)
                        .header("Accept", PROTOBUF)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    }
}
