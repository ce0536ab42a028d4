package dev.navarch.controller.daemonset;

import dev.navarch.loop.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long a failed pod stays on its node: a second, twice as long each time, at most 15 minutes; forgotten after twice that. */
final class FailedPodBackoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Map<Place, Wait> waits = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Place(Key set, String node) {}

    private record Wait(Duration delay, Instant since) {}

    FailedPodBackoff(Clock clock) {
        this.clock = clock;
    }

    /** Zero when it may go now; then the next one there waits longer. */
    Duration left(Key set, String node) {
        var now = clock.instant();
        waits.values().removeIf(wait -> wait.since.plus(LONGEST.multipliedBy(2)).isBefore(now));
        var place = new Place(set, node);
        var wait = waits.get(place);
        if (wait != null && wait.since.plus(wait.delay).isAfter(now)) {
            return Duration.between(now, wait.since.plus(wait.delay));
        }
        var next = wait == null ? FIRST : wait.delay.multipliedBy(2);
        waits.put(place, new Wait(next.compareTo(LONGEST) > 0 ? LONGEST : next, now));
        return Duration.ZERO;
    }

    void forget(Key set) {
        waits.keySet().removeIf(place -> place.set.equals(set));
    }
}
