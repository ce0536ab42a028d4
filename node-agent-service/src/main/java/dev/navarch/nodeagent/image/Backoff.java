package dev.navarch.nodeagent.image;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Waits that double: 10 s to 5 min, forgotten ten minutes after the last. Keys are forgotten with {@link #forget}. */
public final class Backoff {
    public static final Duration FIRST = Duration.ofSeconds(10);
    public static final Duration LONGEST = Duration.ofMinutes(5);
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Duration pause, Instant since) {}

    public Backoff(Clock clock) {
        this.clock = clock;
    }

    /** How much longer than {@code event} the key has to wait; zero or less when it may go on. */
    public Duration remaining(String key, Instant event) {
        var entry = entries.get(key);
        if (entry == null) return Duration.ZERO;
        return Duration.between(clock.instant(), event.plus(entry.pause));
    }

    /** The wait after the last failure; the first one when there was none. */
    public Duration current(String key) {
        var entry = entries.get(key);
        return entry == null ? FIRST : entry.pause;
    }

    /** One more failure, at {@code event}. */
    public void next(String key, Instant event) {
        entries.compute(key, (_, before) -> {
            if (before == null || Duration.between(before.since, event).compareTo(LONGEST.multipliedBy(2)) > 0) {
                return new Entry(FIRST, event);
            }
            var doubled = before.pause.multipliedBy(2);
            return new Entry(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled, event);
        });
    }

    public void forget(String prefix) {
        entries.keySet().removeIf(key -> key.startsWith(prefix));
    }
}
