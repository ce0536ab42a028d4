package dev.navarch.loop;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What should happen to a key after it was worked on. */
public sealed interface Outcome {
    /** Nothing, until something changes. */
    record Done() implements Outcome {}

    /** Look again then, whatever happens until then. */
    record RequeueAfter(Duration delay) implements Outcome {}

    /** Look again soon; later each time in a row. An exception means the same, and is logged. */
    record Retry() implements Outcome {}

    static Outcome done() {
        return new Done();
    }

    static Outcome requeueAfter(Duration delay) {
        return new RequeueAfter(delay);
    }

    /** Look again when the first of these waits is over; null stands for no wait. */
    static Outcome soonest(@Nullable Duration... waits) {
        return Stream.of(waits)
                .filter(Objects::nonNull)
                .min(Duration::compareTo)
                .map(wait -> requeueAfter(wait.plusMillis(1)))
                .orElse(done());
    }

    static Outcome retry() {
        return new Retry();
    }
}
