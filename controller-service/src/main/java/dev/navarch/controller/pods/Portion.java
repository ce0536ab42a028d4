package dev.navarch.controller.pods;

import io.kubernetes.client.custom.IntOrString;

/** A number of pods that is given outright, or in percent of all. */
public final class Portion {
    private Portion() {}

    public static int roundedUp(IntOrString portion, int all) {
        return portion.isInteger() ? portion.getIntValue() : Math.ceilDiv(percent(portion) * all, 100);
    }

    public static int roundedDown(IntOrString portion, int all) {
        return portion.isInteger() ? portion.getIntValue() : percent(portion) * all / 100;
    }

    private static int percent(IntOrString portion) {
        return Integer.parseInt(portion.getStrValue().replace("%", ""));
    }
}
