package dev.navarch.nodeagent.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void doublesFromTenSecondsToFiveMinutes() {
        var backoff = new Backoff(Clock.fixed(START, ZoneOffset.UTC));
        var waits = new ArrayList<Long>();
        for (var i = 0; i < 7; i++) {
            backoff.next("k", START);
            waits.add(backoff.current("k").toSeconds());
        }
        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void countsFromTheEvent() {
        var backoff = new Backoff(Clock.fixed(START.plusSeconds(4), ZoneOffset.UTC));
        assertThat(backoff.remaining("k", START)).isZero();
        backoff.next("k", START);
        assertThat(backoff.remaining("k", START)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void forgetsAfterTenQuietMinutes() {
        var backoff = new Backoff(Clock.fixed(START, ZoneOffset.UTC));
        backoff.next("k", START);
        backoff.next("k", START);
        backoff.next("k", START.plusSeconds(601));
        assertThat(backoff.current("k")).isEqualTo(Duration.ofSeconds(10));
    }
}
