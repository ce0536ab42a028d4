package dev.navarch.scheduler;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param name the schedulerName of the pods that this one cares for
 * @param callsAtOnce how many calls to the API server may be under way
 */
@ConfigurationProperties("navarch.scheduler")
record SchedulerProperties(
        @DefaultValue("default-scheduler") String name,
        @DefaultValue("256") int callsAtOnce) {}
