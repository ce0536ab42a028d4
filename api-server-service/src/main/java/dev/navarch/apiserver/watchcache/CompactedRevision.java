package dev.navarch.apiserver.watchcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Which revisions are too old to be listed at, however quiet a kind is: those that were followed by another one more than
 * {@link #AGE} ago. Holds a mark for each {@link #STEP} in which the store was written to, so at most {@value #MARKS}.
 */
final class CompactedRevision {
    static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int MARKS = 21;

    private final Clock clock;

    @GuardedBy("this")
    private final ArrayDeque<Mark> marks = new ArrayDeque<>(MARKS);

    @GuardedBy("this")
    private long compacted;

    /** @param revision the newest one at that time */
    private record Mark(long revision, long seenAt) {}

    CompactedRevision(Clock clock) {
        this.clock = clock;
    }

    /** The newest revision is now this one. */
    synchronized void reached(long revision) {
        var now = clock.millis();
        drop(now);
        var last = marks.peekLast();
        if (last == null || now - last.seenAt >= STEP.toMillis()) marks.addLast(new Mark(revision, now));
    }

    /** The oldest revision that may still be listed at. */
    synchronized long get() {
        drop(clock.millis());
        return compacted;
    }

    @GuardedBy("this")
    private void drop(long now) {
        while (!marks.isEmpty() && now - marks.getFirst().seenAt > AGE.toMillis())
            compacted = marks.removeFirst().revision;
    }
}
