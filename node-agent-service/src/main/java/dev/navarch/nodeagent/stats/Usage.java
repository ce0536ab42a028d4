package dev.navarch.nodeagent.stats;

/**
 * What something used up to a moment.
 *
 * @param time milliseconds since 1970
 * @param cpuNanos processor time since it began
 * @param workingSet bytes of memory that cannot be taken back
 */
public record Usage(long time, long cpuNanos, long workingSet) {}
