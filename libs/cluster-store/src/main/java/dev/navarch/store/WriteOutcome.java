package dev.navarch.store;

import org.jspecify.annotations.Nullable;

/** What became of a write. */
public sealed interface WriteOutcome {
    /** Durable, and in the log at this revision. */
    record Written(long revision) implements WriteOutcome {}

    /** Refused: the key holds something else than expected. {@code current} is null where the store did not read it back. */
    record Conflict(@Nullable Versioned current, long currentRevision) implements WriteOutcome {}

    /** Refused: there is nothing under the key to update or delete. */
    record NotFound() implements WriteOutcome {}

    /** Not confirmed in time, by Redis or by its replicas, and the log could not tell: the write may or may not be there. */
    record Unknown(String why) implements WriteOutcome {}
}
