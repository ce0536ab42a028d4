package dev.navarch.nodeagent.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a log is wanted.
 *
 * @param tailLines null for all
 * @param since only lines of then and later
 * @param limitBytes null for no limit
 */
public record LogRequest(
        boolean follow,
        @Nullable Long tailLines,
        @Nullable Instant since,
        boolean timestamps,
        @Nullable Long limitBytes) {}
