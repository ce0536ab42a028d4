package dev.navarch.scheduler.cluster;

/** A preferred affinity term. */
public record WeightedTerm(int weight, AffinityTerm term) {}
