package dev.navarch.client.lease;

import java.time.Duration;

/**
 * Which Lease, for whom, how fast.
 *
 * @param identity the same after a restart: then the lease is resumed at once, without waiting for it to expire
 * @param leaseDuration how long others wait after the last renewal they saw
 * @param renewDeadline how long a leader goes on without a successful renewal
 * @param retryPeriod between tries
 */
public record LeaderElection(
        String namespace,
        String name,
        String identity,
        Duration leaseDuration,
        Duration renewDeadline,
        Duration retryPeriod) {
    public static LeaderElection of(String namespace, String name, String identity) {
        return new LeaderElection(
                namespace, name, identity, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }
}
