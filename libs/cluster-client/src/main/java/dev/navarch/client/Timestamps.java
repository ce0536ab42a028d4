package dev.navarch.client;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The two precisions that objects carry. */
public final class Timestamps {
    private Timestamps() {}

    /** For metav1.Time: creation, transitions. */
    public static OffsetDateTime seconds(Clock clock) {
        return now(clock).truncatedTo(ChronoUnit.SECONDS);
    }

    /** For metav1.MicroTime: leases, eventTime. Never a whole second, so that it is always written with its micros. */
    public static OffsetDateTime micros(Clock clock) {
        var now = now(clock).truncatedTo(ChronoUnit.MICROS);
        return now.getNano() == 0 ? now.plus(1, ChronoUnit.MICROS) : now;
    }

    private static OffsetDateTime now(Clock clock) {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
