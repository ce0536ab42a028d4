package dev.navarch.scheduler.planted;

import dev.navarch.dns.Planted;

/** A service that knows another one. */
public record PlantedSiblings(Planted planted) {}
