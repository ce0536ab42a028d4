package dev.navarch.apiserver.watchcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.apiserver.watchcache.KindCache.Scope;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import dev.navarch.store.memory.InMemoryVersionedStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchCachesTest {
    private static final Watcher.Limit TEN = new Watcher.Limit(10, 1 << 20);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final FrameEncoder ENCODER =
            (type, object, revision) -> (type + " " + object.key() + "@" + revision).getBytes(StandardCharsets.UTF_8);

    private final InMemoryVersionedStore store = new InMemoryVersionedStore(Clock.systemUTC());
    private final WatchCaches caches = new WatchCaches(store, Clock.systemUTC());
    private final ObjectScanner scanner = new ObjectScanner(Json.mapper(), null);

    @BeforeEach
    void start() {
        caches.start();
    }

    @AfterEach
    void stop() {
        caches.close();
        store.close();
    }

    @Test
    void servesWhatWasThereBeforeItStarted() {
        var revision = create("default/a", "red");
        var cache = cache();
        var found = requireNonNull(cache.find("default/a"));
        assertThat(text(found.json()))
                .isEqualTo("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
                        + revision + "\",\"name\":\"a\",\"labels\":{\"color\":\"red\"}}}");
        assertThat(found.labels()).containsEntry("color", "red");
    }

    @Test
    void writesAListItemWithoutItsKind() {
        create("default/a", "red");
        var object = requireNonNull(cache().find("default/a"));
        var item = new byte[object.itemLength()];
        assertThat(object.writeItem(item, 0)).isEqualTo(item.length);
        assertThat(text(item))
                .startsWith("{\"metadata\":{\"resourceVersion\":\"")
                .endsWith("}");
        Json.readObject(item);
    }

    @Test
    void aConsistentReadSeesEveryAnsweredWrite() {
        var cache = cache();
        for (var n = 0; n < 200; n++) {
            create("default/o" + n, "red");
            caches.awaitNewest();
            assertThat(cache.find("default/o" + n)).isNotNull();
        }
    }

    @Test
    void aReadWhoseQuestionIsUnderWayWaitsForTheNext() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var probe = new RevisionProbe(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        entered.countDown();
                        awaitLatch(go);
                    }
                    return asked.get();
                },
                readers -> {},
                PATIENCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> probe.newest());
            awaitLatch(entered);
            var second = threads.submit(() -> probe.newest());
            await("the second has asked").until(() -> probe.waiting() == 1);
            go.countDown();
            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotExpiresByAgeHoweverQuietItsKind() {
        var clock = new ManualClock();
        try (var aged = new WatchCaches(store, clock)) {
            aged.start();
            var quiet = aged.add("configmaps", scanner, Set.of());
            var revision = create("default/a", "red");
            aged.awaitNewest();
            clock.advance(Duration.ofSeconds(20));
            written(store.create(new StoreKey("leases", "busy/1"), json("busy/1", "red"), null));
            aged.awaitNewest();
            clock.advance(CompactedRevision.AGE.minusSeconds(1));
            assertThat(quiet.at(revision)).isNotNull();
            clock.advance(Duration.ofSeconds(2));
            assertThat(quiet.at(revision)).isNull();
            assertThat(quiet.at(revision + 1)).isNotNull();
        }
    }

    @Test
    void pagesOfOneListShareItsRevision() {
        var cache = cache();
        create("default/a", "red");
        var revision = create("default/b", "red");
        create("default/c", "red");
        caches.awaitNewest();
        var then = requireNonNull(cache.at(revision));
        assertThat(then.objects().size()).isEqualTo(2);
        assertThat(cache.now().objects().size()).isEqualTo(3);
    }

    @Test
    void aWatchBeginsAfterItsRevision() {
        var cache = cache();
        create("default/a", "red");
        var revision = create("default/b", "red");
        create("default/c", "red");
        var written = update("default/a", "blue");
        caches.awaitNewest();
        var watcher = cache.watchAfter(revision, Scope.ALL, object -> true, TEN, () -> {});
        var deleted = delete("default/b");
        caches.awaitNewest();
        assertThat(frames(watcher))
                .containsExactly(
                        "ADDED default/c@" + (revision + 1),
                        "MODIFIED default/a@" + written,
                        "DELETED default/b@" + deleted);
    }

    @Test
    void refusesAWatchFromBeforeItsHistory() {
        create("default/a", "red");
        create("default/b", "red");
        var cache = cache();
        assertThatThrownBy(() -> cache.watchAfter(1, Scope.ALL, object -> true, TEN, () -> {}))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refused -> assertThat(refused.status().code()).isEqualTo(410));
    }

    @Test
    void whatLeavesTheSelectorIsDeletedWithItsOldContentAndTheNewRevision() {
        var cache = cache();
        create("default/a", "red");
        caches.awaitNewest();
        var watcher =
                cache.watchAll(Scope.ALL, object -> "red".equals(object.labels().get("color")), TEN, false, () -> {});
        var left = update("default/a", "blue");
        var back = update("default/a", "red");
        caches.awaitNewest();
        var frames = frames(watcher);
        assertThat(frames.subList(1, 3)).containsExactly("DELETED default/a@" + left, "ADDED default/a@" + back);
    }

    @Test
    void saysWhereInitialEventsEnd() {
        var cache = cache();
        create("default/a", "red");
        caches.awaitNewest();
        var watcher = cache.watchAll(Scope.ALL, object -> true, TEN, true, () -> {});
        assertThat(watcher.poll()).isInstanceOf(WatchItem.Change.class);
        assertThat(watcher.poll()).isInstanceOf(WatchItem.InitialEventsEnd.class);
        assertThat(watcher.poll()).isNull();
    }

    @Test
    void closesAWatcherThatIsTooSlow() {
        var cache = cache();
        caches.awaitNewest();
        var watcher = cache.watchAll(Scope.ALL, object -> true, new Watcher.Limit(3, 1 << 20), false, () -> {});
        for (var n = 0; n < 5; n++) create("default/o" + n, "red");
        caches.awaitNewest();
        getsThreeAndThen410(watcher);
    }

    @Test
    void closesAWatcherThatHasTooMuchWaiting() {
        var cache = cache();
        create("default/size", "red");
        caches.awaitNewest();
        var size = requireNonNull(cache.find("default/size")).storedJson().length;
        var three = new Watcher.Limit(100, 3L * size + size / 2);
        var watcher = cache.watchAll(
                new Scope("other", null, Map.of()),
                object -> object.namespace().equals("other"),
                three,
                false,
                () -> {});
        for (var n = 0; n < 5; n++) create("other/ob" + n, "red");
        caches.awaitNewest();
        getsThreeAndThen410(watcher);
    }

    private static void getsThreeAndThen410(Watcher watcher) {
        for (var n = 0; n < 3; n++) assertThat(watcher.poll()).isInstanceOf(WatchItem.Change.class);
        assertThat(watcher.poll())
                .isInstanceOfSatisfying(
                        WatchItem.Failed.class,
                        failed -> assertThat(failed.status().code()).isEqualTo(410));
        assertThat(watcher.poll()).isNull();
    }

    @Test
    void writesAnEventOnceHoweverManyWatch() {
        var cache = cache();
        var watchers = new ArrayList<Watcher>();
        for (var n = 0; n < 50; n++) watchers.add(cache.watchAll(Scope.ALL, object -> true, TEN, false, () -> {}));
        create("default/a", "red");
        caches.awaitNewest();
        for (var watcher : watchers) assertThat(frames(watcher)).hasSize(1);
        assertThat(caches.encodings()).isEqualTo(1);
    }

    @Test
    void watchersOfOneObjectOrNamespaceSeeOnlyTheirs() {
        var cache = cache();
        var one = cache.watchAll(
                new Scope("a", "a/x", Map.of()), object -> object.key().equals("a/x"), TEN, false, () -> {});
        var namespace = cache.watchAll(
                new Scope("a", null, Map.of()), object -> object.namespace().equals("a"), TEN, false, () -> {});
        create("a/x", "red");
        create("a/y", "red");
        create("b/x", "red");
        caches.awaitNewest();
        assertThat(frames(one)).hasSize(1);
        assertThat(frames(namespace)).hasSize(2);
    }

    @Test
    void aNewEpochEndsWatchesAndReloads() {
        var cache = cache();
        create("default/a", "red");
        caches.awaitNewest();
        var watcher = cache.watchAll(Scope.ALL, object -> false, TEN, false, () -> {});
        store.startNewEpoch();
        await("the watcher is told").until(() -> watcher.poll() instanceof WatchItem.Failed);
        create("default/b", "red");
        caches.awaitNewest();
        assertThat(cache.now().objects().size()).isEqualTo(2);
        assertThat(cache.now().revision()).isGreaterThan(1L << 20);
    }

    @Test
    void aListenerSeesEverythingThenEveryChange() {
        var seen = new ArrayList<String>();
        create("default/a", "red");
        var cache = cache();
        cache.listen(new KindCache.Listener() {
            @Override
            public void put(CachedObject object) {
                seen.add("put " + object.key());
            }

            @Override
            public void deleted(CachedObject last) {
                seen.add("deleted " + last.key());
            }

            @Override
            public void reset() {
                seen.add("reset");
            }
        });
        create("default/b", "red");
        delete("default/a");
        caches.awaitNewest();
        assertThat(seen).containsExactly("put default/a", "put default/b", "deleted default/a");
    }

    private KindCache cache() {
        return caches.add("configmaps", scanner, Set.of());
    }

    private long create(String key, String color) {
        return written(store.create(new StoreKey("configmaps", key), json(key, color), null));
    }

    private long update(String key, String color) {
        return written(store.update(new StoreKey("configmaps", key), json(key, color), revision(key), null));
    }

    private long delete(String key) {
        return written(store.delete(new StoreKey("configmaps", key), revision(key)));
    }

    private long revision(String key) {
        return requireNonNull(store.get(new StoreKey("configmaps", key))).revision();
    }

    private static long written(WriteOutcome outcome) {
        return ((WriteOutcome.Written) outcome).revision();
    }

    private static byte[] json(String key, String color) {
        return ("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\""
                        + key.substring(key.indexOf('/') + 1) + "\",\"labels\":{\"color\":\"" + color + "\"}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> frames(Watcher watcher) {
        var frames = new ArrayList<String>();
        @Nullable WatchItem item;
        while ((item = watcher.poll()) != null)
            if (item instanceof WatchItem.Change change) frames.add(text(change.frame(ENCODER)));
        return frames;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
