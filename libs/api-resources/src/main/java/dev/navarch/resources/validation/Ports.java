package dev.navarch.resources.validation;

import dev.navarch.resources.format.Names;

/** Ports, which are numbers or names. */
public final class Ports {
    private Ports() {}

    public static void numberOrName(Field port) {
        if (port.value().isString()) port.mustBe(Names::portName);
        else port.between(1, 65535);
    }
}
