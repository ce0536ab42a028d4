package dev.navarch.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.store.exercise.StoreExercise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps to. Each test gets a fresh, empty store. */
public abstract class VersionedStoreContract {
    private static final StoreKey POD = new StoreKey("pods", "default/web");

    protected VersionedStore store;

    /** Opens an empty store. */
    protected abstract VersionedStore open() throws Exception;

    /** Lets this much time pass for the store, if its clock does not go by itself. What has expired is gone some time later. */
    protected abstract void passTime(Duration time) throws Exception;

    /** Makes the store begin a new epoch under its users, as after a restart. */
    protected abstract void startNewEpoch() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void readsBackWhatWasCreated() {
        var revision = written(store.create(POD, bytes("one"), null));

        var read = requireNonNull(store.get(POD));

        assertThat(new String(read.value(), UTF_8)).isEqualTo("one");
        assertThat(read.revision()).isEqualTo(revision).isEqualTo(store.currentRevision());
        assertThat(store.get(new StoreKey("pods", "default/other"))).isNull();
        assertThat(store.get(new StoreKey("nodes", "default/web"))).isNull();
    }

    @Test
    void keepsAnyBytes() {
        var value = new byte[1000];
        for (var i = 0; i < value.length; i++) value[i] = (byte) i;
        written(store.create(POD, value, null));

        assertThat(requireNonNull(store.get(POD)).value()).isEqualTo(value);
        assertThat(requireNonNull(listed("pods").get("default/web")).value()).isEqualTo(value);
    }

    @Test
    void takesOneRevisionAWriteAcrossKinds() {
        var first = written(store.create(POD, bytes("a"), null));

        assertThat(written(store.create(new StoreKey("nodes", "n1"), bytes("b"), null)))
                .isEqualTo(first + 1);
        assertThat(written(store.update(POD, bytes("c"), first, null))).isEqualTo(first + 2);
        assertThat(written(store.delete(POD, first + 2))).isEqualTo(first + 3);
        assertThat(store.get(POD)).isNull();
    }

    @Test
    void refusesToCreateOverAnExistingValue() {
        var revision = written(store.create(POD, bytes("one"), null));

        assertThat(store.create(POD, bytes("two"), null))
                .isInstanceOfSatisfying(
                        WriteOutcome.Conflict.class,
                        conflict -> assertThat(conflict.currentRevision()).isEqualTo(revision));
        assertThat(store.currentRevision()).isEqualTo(revision);
    }

    @Test
    void refusesAStaleUpdateAndAStaleDelete() {
        var old = written(store.create(POD, bytes("one"), null));
        var current = written(store.update(POD, bytes("two"), old, null));

        assertThat(store.update(POD, bytes("three"), old, null))
                .isInstanceOfSatisfying(
                        WriteOutcome.Conflict.class,
                        conflict -> assertThat(conflict.currentRevision()).isEqualTo(current));
        assertThat(store.delete(POD, old)).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(new String(requireNonNull(store.get(POD)).value(), UTF_8)).isEqualTo("two");
    }

    @Test
    void saysNotFoundForAKeyThatHoldsNothing() {
        assertThat(store.update(POD, bytes("x"), 7, null)).isInstanceOf(WriteOutcome.NotFound.class);
        assertThat(store.delete(POD, 7)).isInstanceOf(WriteOutcome.NotFound.class);
    }

    @Test
    void listsOneKindInBoundedChunks() {
        for (var i = 0; i < 600; i++) written(store.create(new StoreKey("pods", "ns/p" + i), bytes("v" + i), null));
        written(store.create(new StoreKey("nodes", "n1"), bytes("n"), null));

        var sizes = new ArrayList<Integer>();
        var names = new ArrayList<String>();
        var revision = store.list("pods", chunk -> {
            sizes.add(chunk.size());
            chunk.forEach(entry -> names.add(entry.key().name()));
        });

        assertThat(names).hasSize(600).doesNotHaveDuplicates();
        assertThat(sizes).allMatch(size -> size <= 1_000);
        assertThat(revision).isEqualTo(store.currentRevision());
        assertThat(requireNonNull(listed("pods").get("ns/p17")).value()).isEqualTo(bytes("v17"));
        assertThat(listed("secrets")).isEmpty();
    }

    @Test
    void showsEachWriteToAWatcherInOrder() {
        var start = store.currentRevision();
        var created = written(store.create(POD, bytes("one"), null));
        var listener = new RecordingListener();
        try (var _ = store.watch(start, listener)) {
            var updated = written(store.update(POD, bytes("two"), created, null));
            var deleted = written(store.delete(POD, updated));

            await().atMost(Duration.ofSeconds(5)).until(() -> listener.events().size() == 3);
            assertThat(listener.events().get(0)).isInstanceOfSatisfying(StoreEvent.Put.class, put -> {
                assertThat(put.previousRevision()).isZero();
                assertThat(put.entry().key()).isEqualTo(POD);
                assertThat(put.entry().value()).isEqualTo(bytes("one"));
                assertThat(put.revision()).isEqualTo(created);
            });
            assertThat(listener.events().get(1))
                    .isInstanceOfSatisfying(
                            StoreEvent.Put.class,
                            put -> assertThat(put.previousRevision()).isEqualTo(created));
            assertThat(listener.events().get(2)).isEqualTo(new StoreEvent.Deleted(POD, deleted, updated));
        }
    }

    @Test
    void beginsWithAnEpoch() {
        var listener = new RecordingListener();
        try (var _ = store.watch(0, listener)) {
            await().atMost(Duration.ofSeconds(5)).until(() -> !listener.events().isEmpty());
            assertThat(listener.events().getFirst()).isInstanceOfSatisfying(StoreEvent.EpochStarted.class, epoch -> {
                assertThat(epoch.revision()).isEqualTo(1);
                assertThat(epoch.previousRevision()).isZero();
            });
        }
    }

    @Test
    void refusesToWatchFromARevisionThatDoesNotExistYet() {
        assertThatThrownBy(() -> store.watch(store.currentRevision() + 1, new RecordingListener()))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void refusesToWatchFromATrimmedRevision() {
        var start = store.currentRevision();
        var revision = written(store.create(POD, bytes("0"), null));
        for (var i = 1; i < 300; i++) revision = written(store.update(POD, bytes("" + i), revision, null));
        store.trim(revision - 10);

        assertThatThrownBy(() -> store.watch(start, new RecordingListener()))
                .isInstanceOf(StorageException.Trimmed.class);
        var listener = new RecordingListener();
        try (var _ = store.watch(revision - 10, listener)) {
            await().atMost(Duration.ofSeconds(5)).until(() -> listener.events().size() == 10);
        }
    }

    @Test
    void tellsAListenerNothingAfterItHasBeenClosed() {
        var listener = new RecordingListener();
        var subscription = store.watch(store.currentRevision(), listener);
        subscription.close();
        written(store.create(POD, bytes("one"), null));

        assertThat(listener.events()).isEmpty();
        assertThat(listener.closed()).isFalse();
    }

    @Test
    void endsItsSubscriptionsWhenItCloses() {
        var listener = new RecordingListener();
        store.watch(store.currentRevision(), listener);
        store.close();

        await().atMost(Duration.ofSeconds(5)).until(listener::closed);
        assertThatThrownBy(() -> store.create(POD, bytes("one"), null)).isInstanceOf(StorageException.class);
    }

    @Test
    void deletesWhatHasExpiredLikeAnyOtherWriter() throws Exception {
        var start = store.currentRevision();
        written(store.create(POD, bytes("short"), Duration.ofMillis(300)));
        written(store.create(new StoreKey("pods", "default/long"), bytes("long"), Duration.ofHours(1)));
        var kept = new StoreKey("pods", "default/kept");
        var first = written(store.create(kept, bytes("kept"), Duration.ofMillis(300)));
        written(store.update(kept, bytes("for ever"), first, null));
        var listener = new RecordingListener();
        try (var _ = store.watch(start, listener)) {
            passTime(Duration.ofMillis(300));

            await().atMost(Duration.ofSeconds(5)).until(() -> store.get(POD) == null);
            assertThat(requireNonNull(store.get(kept)).value()).isEqualTo(bytes("for ever"));
            assertThat(listed("pods")).containsOnlyKeys("default/long", "default/kept");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> listener.events().getLast() instanceof StoreEvent.Deleted);
        }
    }

    @Test
    void doesNotExpireANewValueByTheDeadlineOfADeletedOne() throws Exception {
        var first = written(store.create(POD, bytes("old"), Duration.ofMillis(300)));
        written(store.delete(POD, first));
        written(store.create(POD, bytes("new"), null));
        var expiringLater = new StoreKey("pods", "default/later");
        written(store.create(expiringLater, bytes("later"), Duration.ofMillis(300)));
        passTime(Duration.ofMillis(300));

        await().atMost(Duration.ofSeconds(5)).until(() -> store.get(expiringLater) == null);
        assertThat(store.get(POD)).isNotNull();
    }

    @Test
    void announcesANewEpochAndCarriesOnWithAHigherRevision() throws Exception {
        var revision = written(store.create(POD, bytes("one"), null));
        var listener = new RecordingListener();
        try (var _ = store.watch(revision, listener)) {
            startNewEpoch();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !listener.events().isEmpty());
            assertThat(listener.events().getFirst()).isInstanceOfSatisfying(StoreEvent.EpochStarted.class, epoch -> {
                assertThat(epoch.previousRevision()).isEqualTo(revision);
                assertThat(epoch.revision()).isEqualTo(revision + (1 << 20));
            });
            assertThat(new String(requireNonNull(store.get(POD)).value(), UTF_8))
                    .isEqualTo("one");
            var next = written(store.update(POD, bytes("two"), revision, null));
            assertThat(next).isEqualTo(revision + (1 << 20) + 1);
            await().atMost(Duration.ofSeconds(5)).until(() -> listener.events().size() == 2);
            assertThat(listener.closed()).isFalse();
        }
    }

    @Test
    void keepsOneOrderOfWritesForManyWritersWatchersAndLists() throws Exception {
        var history = new StoreExercise(store, 20_261).run(150);

        assertThat(history.unknownWrites()).isZero();
        assertThat(history.failedWrites()).isZero();
        assertThat(history.answeredWrites()).isGreaterThan(800);
    }

    @Test
    void keepsThatOrderAcrossEpochs() throws Exception {
        var history = new StoreExercise(store, 20_262).run(150, 3, this::startNewEpoch);

        assertThat(history.epochs()).isEqualTo(4);
        assertThat(history.answeredWrites()).isGreaterThan(800);
    }

    protected static long written(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        return ((WriteOutcome.Written) outcome).revision();
    }

    protected Map<String, Versioned> listed(String kind) {
        var found = new HashMap<String, Versioned>();
        store.list(
                kind,
                (List<Versioned> chunk) ->
                        chunk.forEach(entry -> found.put(entry.key().name(), entry)));
        return found;
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
