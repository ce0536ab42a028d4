package dev.navarch.scheduler.cycle;

import dev.navarch.scheduler.framework.Verdict;

/** Which plugin refused a node, and how. */
public record Rejection(String plugin, Verdict verdict) {}
