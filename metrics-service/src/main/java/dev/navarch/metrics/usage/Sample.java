package dev.navarch.metrics.usage;

import java.time.Instant;

/**
 * What something had used at a moment.
 *
 * @param cpuSeconds since it began
 * @param workingSet bytes
 */
public record Sample(Instant time, double cpuSeconds, long workingSet) {}
