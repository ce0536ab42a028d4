package dev.navarch.scheduler;

import dev.navarch.client.lease.LeaderElection;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param name the schedulerName of the pods that this one cares for
 * @param identity under which it leads; the same after a restart, so that it resumes at once. Another at each start unless given
 * @param callsAtOnce how many calls to the API server may be under way
 */
@ConfigurationProperties("navarch.scheduler")
record SchedulerProperties(
        @DefaultValue("default-scheduler") String name,
        @DefaultValue("") String identity,
        @DefaultValue("256") int callsAtOnce) {
    private static final String NAMESPACE = "kube-system";
    private static final String LEASE = "kube-scheduler";

    LeaderElection election() {
        var holder = identity.isEmpty() ? UUID.randomUUID().toString() : identity;
        return LeaderElection.of(NAMESPACE, LEASE, holder);
    }
}
