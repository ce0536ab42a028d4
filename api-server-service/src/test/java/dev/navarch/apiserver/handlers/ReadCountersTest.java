package dev.navarch.apiserver.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.registry.BuiltInResources;
import dev.navarch.apiserver.registry.CountingStore;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.apiserver.table.Tables;
import dev.navarch.apiserver.watchcache.KindCache.Scope;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.apiserver.watchcache.WatchItem;
import dev.navarch.apiserver.watchcache.Watcher;
import dev.navarch.machinery.codec.ProtobufCodec;
import dev.navarch.machinery.metadata.NameGenerator;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.resources.catalog.ResourceCatalog;
import dev.navarch.store.StoreKey;
import dev.navarch.store.memory.InMemoryVersionedStore;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** What reading may cost, whatever the load: the counters that the design promises. */
class ReadCountersTest {
    private static final int TOGETHER = 100;
    private static final int OBJECTS = 2000;

    private final SchemaCatalog schemas = SchemaCatalog.builtIn();
    private final CountingStore store = new CountingStore(new InMemoryVersionedStore(Clock.systemUTC()));
    private volatile int expected = 1;
    private final WatchCaches caches = new WatchCaches(store, Clock.systemUTC(), this::gather);
    private final Registry registry = new Registry(
            caches, store, new Admission(List.of()), List::of, new NameGenerator(new Random(3)), Clock.systemUTC());
    private final ListHandler lists = new ListHandler(
            caches, registry, new ObjectResponses(new Tables(Clock.systemUTC()), new ProtobufCodec(schemas)));
    private final ServedResource configMaps = BuiltInResources.of(ResourceCatalog.builtIn(), schemas).stream()
            .filter(resource -> resource.groupResource().equals(new GroupResource("", "configmaps")))
            .findFirst()
            .orElseThrow();

    @BeforeEach
    void start() {
        caches.start();
        BuiltInResources.cache(caches, List.of(configMaps));
        for (var number = 0; number < OBJECTS; number++) store(number);
        caches.awaitNewest();
        store.reads.set(0);
        store.probes.set(0);
    }

    @AfterEach
    void stop() {
        caches.close();
        store.close();
    }

    @Test
    void aHundredReadsTogetherAreOneProbe() throws Exception {
        expected = TOGETHER;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = new ArrayList<Future<?>>();
            for (var number = 0; number < TOGETHER; number++)
                reads.add(threads.submit(() -> registry.get(configMaps, "default", "c7")));
            for (var read : reads) read.get();
        }
        assertThat(store.probes).hasValue(1);
    }

    @Test
    void noReadFetchesAnObjectFromTheStore() {
        registry.get(configMaps, "default", "c1");
        lists.handle(request(), configMaps);
        var watcher =
                registry.cache(configMaps).watchAll(Scope.ALL, object -> true, Watcher.Limit.DEFAULT, false, () -> {});
        assertThat(watcher.poll()).isInstanceOf(WatchItem.Change.class);
        assertThat(store.reads).hasValue(0);
    }

    @Test
    void anEventIsWrittenOnceHoweverManyWatch() {
        var watchers = new ArrayList<Watcher>();
        var revision = caches.applied().get();
        for (var number = 0; number < TOGETHER; number++)
            watchers.add(registry.cache(configMaps)
                    .watchAfter(revision, Scope.ALL, object -> true, Watcher.Limit.DEFAULT, () -> {}));
        store(OBJECTS);
        caches.awaitNewest();
        var frames = new JsonFrames();
        for (var watcher : watchers) assertThat(frame(watcher, frames)).isNotEmpty();
        assertThat(caches.encodings()).isEqualTo(1);
    }

    @Test
    void aListAllocatesLittleMoreThanItsBytes() {
        list();
        list();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        var bytes = list().length;
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThanOrEqualTo(bytes * 12L / 10);
    }

    @Test
    void aProtobufListIsHeldOnceInPieces() {
        var pieces =
                ((ApiResponse.Pieces) lists.handle(request("application/vnd.kubernetes.protobuf"), configMaps)).body();
        assertThat(pieces).hasSizeGreaterThan(3);
        assertThat(pieces.stream().mapToInt(ByteBuffer::capacity).max().orElse(0))
                .isLessThan(300_000);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.capacity()).isEqualTo(piece.remaining()));
    }

    private byte[] list() {
        return ((ApiResponse.Bytes) lists.handle(request(), configMaps)).body();
    }

    private void gather(IntSupplier readers) {
        await("those who come together have come").until(() -> readers.getAsInt() >= expected);
    }

    private static byte[] frame(Watcher watcher, JsonFrames frames) {
        return watcher.poll() instanceof WatchItem.Change change ? change.frame(frames) : new byte[0];
    }

    private void store(int number) {
        var json = "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"c" + number
                + "\",\"namespace\":\"default\",\"uid\":\"6f1c0a50-7c1a-4f62-8e0e-000000000000\","
                + "\"creationTimestamp\":\"2026-01-01T00:00:00Z\"},\"data\":{\"key\":\"" + "value ".repeat(20) + "\"}}";
        store.create(new StoreKey("configmaps", "default/c" + number), json.getBytes(StandardCharsets.UTF_8), null);
    }

    private static ApiRequest request() {
        return request("application/json");
    }

    private static ApiRequest request(String accept) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT, accept);
        return new ApiRequest(
                "GET",
                Requests.ask("list", "default:configmaps"),
                Requests.by(new UserInfo("reader", List.of())),
                Map.of(),
                headers,
                () -> new byte[0],
                ApiRequest.noWarnings(),
                MockServerWebExchange.from(MockServerHttpRequest.get("/")));
    }
}
