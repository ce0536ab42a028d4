package dev.navarch.scheduler.planted;

import dev.navarch.dns.Planted;

/** A service that knows another one. */
public final class PlantedSiblings {
    private final Planted planted = new Planted();

    @Override
    public String toString() {
        return planted.toString();
    }
}
