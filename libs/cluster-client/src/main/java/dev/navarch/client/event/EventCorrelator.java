package dev.navarch.client.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an occurrence: a new event, one more of a known event, or nothing. From the tenth distinct message within ten
 * minutes on, similar events become one; a subject may cause 25 events at once and one more every five minutes. For one thread.
 */
final class EventCorrelator {
    private static final int REMEMBERED = 4096;
    private static final int SIMILAR = 10;
    private static final Duration SIMILAR_WINDOW = Duration.ofMinutes(10);
    private static final int BURST = 25;
    private static final Duration REFILL = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Similar> similar = new Recent<>();
    private final Map<String, Recorded> recorded = new Recent<>();
    private final Map<String, Tokens> tokens = new Recent<>();

    /** An event in the cluster, and how often it happened. */
    record Recorded(String name, String namespace, Instant first, int count) {}

    sealed interface Decision {
        record Create(Occurrence occurrence, String key) implements Decision {}

        record Repeat(Occurrence occurrence, String key, Recorded known) implements Decision {}

        record Drop() implements Decision {}
    }

    private record Similar(Set<String> messages, Instant last) {}

    private record Tokens(double left, Instant at) {}

    EventCorrelator(Clock clock) {
        this.clock = clock;
    }

    Decision decide(Occurrence told) {
        var now = clock.instant();
        var combined = isOneOfMany(told, now);
        var occurrence = combined ? told.withMessage("(combined from similar events): " + told.message()) : told;
        var key = combined ? told.similarityKey() : told.identityKey();
        var known = recorded.get(key);
        if (!takeToken(told, now)) {
            return new Decision.Drop();
        }
        return known == null ? new Decision.Create(occurrence, key) : new Decision.Repeat(occurrence, key, known);
    }

    void remember(String key, Recorded event) {
        recorded.put(key, event);
    }

    void forget(String key) {
        recorded.remove(key);
    }

    private boolean isOneOfMany(Occurrence told, Instant now) {
        var known = similar.get(told.similarityKey());
        var messages = known != null && known.last().plus(SIMILAR_WINDOW).isAfter(now)
                ? known.messages()
                : new HashSet<String>();
        if (messages.size() < SIMILAR) {
            messages.add(told.message());
        }
        similar.put(told.similarityKey(), new Similar(messages, now));
        return messages.size() >= SIMILAR;
    }

    private boolean takeToken(Occurrence told, Instant now) {
        var known = tokens.getOrDefault(told.subjectKey(), new Tokens(BURST, now));
        var refilled = known.left() + (double) Duration.between(known.at(), now).toMillis() / REFILL.toMillis();
        var left = Math.min(BURST, refilled);
        var granted = left >= 1;
        tokens.put(told.subjectKey(), new Tokens(granted ? left - 1 : left, now));
        return granted;
    }

    private static final class Recent<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
