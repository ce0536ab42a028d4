package dev.navarch.scheduler.queue;

import java.time.Duration;

/** How long a pod rests after its n-th try: doubling from {@code initial} up to {@code max}. */
public record Backoff(Duration initial, Duration max) {
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    public Duration after(int attempts) {
        var doublings = Math.clamp(attempts - 1L, 0, 30);
        var rest = initial.multipliedBy(1L << doublings);
        return rest.compareTo(max) > 0 ? max : rest;
    }
}
