package dev.navarch.store.exercise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.store.StoreEvent;
import dev.navarch.store.StoreKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What everybody was told, and whether it fits one single order of writes. */
public final class History {
    private final Map<Long, String> answered = new ConcurrentHashMap<>();
    private final Set<String> notWritten = ConcurrentHashMap.newKeySet();
    private final Map<Long, String> watched = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Listing> listings = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger epochs = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();

    /** @param revisions by key */
    record Listing(String kind, long revision, Map<StoreKey, Long> revisions) {}

    public int answeredWrites() {
        return answered.size();
    }

    public int unknownWrites() {
        return unknown.get();
    }

    public int failedWrites() {
        return notWritten.size();
    }

    /** Beginnings of an epoch, the first one included. */
    public int epochs() {
        return epochs.get();
    }

    /** Watches that began where an earlier one had dropped, or at a random revision. */
    int resumedWatches() {
        return resumed.get();
    }

    void resumed() {
        resumed.incrementAndGet();
    }

    void answered(long revision, String write) {
        assertThat(answered.put(revision, write))
                .as("revision %d was handed out twice", revision)
                .isNull();
    }

    /** @param write holds a text that no other write has */
    void notWritten(String write) {
        notWritten.add(write);
    }

    int attempts() {
        return attempts.get();
    }

    void attempted() {
        attempts.incrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
    }

    void unknown() {
        unknown.incrementAndGet();
    }

    void watched(StoreEvent event) {
        var before = watched.putIfAbsent(event.revision(), describe(event));
        assertThat(before == null || before.equals(describe(event)))
                .as("two watchers saw different events at %d: %s and %s", event.revision(), before, describe(event))
                .isTrue();
    }

    void listed(Listing listing) {
        listings.add(listing);
    }

    void verify(List<StoreEvent> log, List<Listing> atTheEnd) {
        var unverified = new HashMap<Long, Set<Listing>>();
        for (var listing : listings)
            unverified.computeIfAbsent(listing.revision(), _ -> new HashSet<>()).add(listing);
        for (var listing : atTheEnd)
            unverified.computeIfAbsent(listing.revision(), _ -> new HashSet<>()).add(listing);
        var model = new HashMap<StoreKey, Long>();
        var texts = new HashMap<Long, String>();
        var reached = 0L;
        for (var event : log) {
            requireFollows(reached, event);
            apply(event, model);
            reached = event.revision();
            texts.put(reached, describe(event));
            for (var listing : unverified.getOrDefault(reached, Set.of())) requireMatches(model, listing);
            unverified.remove(reached);
        }
        assertThat(unverified.keySet())
                .as("listings at revisions that never were")
                .isEmpty();
        answered.forEach((revision, write) ->
                assertThat(texts.get(revision)).as("answered write").isEqualTo(write));
        watched.forEach((revision, event) ->
                assertThat(texts.get(revision)).as("watched event").isEqualTo(event));
        assertThat(texts.values()).as("writes that failed as not carried out").noneMatch(this::containsNotWritten);
        if (unknown.get() == 0)
            assertThat(texts.size() - epochs.get()).as("logged writes").isEqualTo(answered.size());
    }

    private void requireFollows(long reached, StoreEvent event) {
        if (event instanceof StoreEvent.EpochStarted epoch) {
            assertThat(epoch.previousRevision())
                    .as("nothing is lost with a new epoch")
                    .isEqualTo(reached);
            epochs.incrementAndGet();
        } else {
            assertThat(event.revision()).as("no gap").isEqualTo(reached + 1);
        }
    }

    private static void apply(StoreEvent event, Map<StoreKey, Long> model) {
        switch (event) {
            case StoreEvent.Put put -> {
                var before = model.put(put.entry().key(), put.revision());
                assertThat(put.previousRevision()).isEqualTo(before == null ? 0 : before);
            }
            case StoreEvent.Deleted deleted ->
                assertThat(model.remove(deleted.key())).isEqualTo(deleted.previousRevision());
            case StoreEvent.EpochStarted _ -> {}
        }
    }

    private static void requireMatches(Map<StoreKey, Long> model, Listing listing) {
        var expected = new HashMap<>(model);
        expected.keySet().removeIf(key -> !key.kind().equals(listing.kind()));
        assertThat(listing.revisions())
                .as("list of %s at %d", listing.kind(), listing.revision())
                .isEqualTo(expected);
    }

    private boolean containsNotWritten(String event) {
        return notWritten.contains(event.substring(event.lastIndexOf(' ') + 1));
    }

    static String describe(StoreEvent event) {
        return switch (event) {
            case StoreEvent.Put put ->
                put(
                        put.entry().key(),
                        put.previousRevision(),
                        new String(put.entry().value(), UTF_8));
            case StoreEvent.Deleted deleted -> deleted(deleted.key(), deleted.previousRevision());
            case StoreEvent.EpochStarted epoch -> "epoch " + epoch.epoch();
        };
    }

    static String put(StoreKey key, long previous, String value) {
        return "put " + key + " over " + previous + " " + value;
    }

    static String deleted(StoreKey key, long previous) {
        return "delete " + key + " over " + previous;
    }
}
